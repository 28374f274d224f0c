package io.moduli.core.engine.threads;

/** The parts of a training step's time. */
public enum StepPart {
    /** Embedding, dropout, the projections of input and initial states, and what goes back through them. */
    INPUT,
    /** Products with the recurrent weights. */
    RECURRENT_FORWARD,
    /** The cell's point-wise formulas. */
    CELL_FORWARD,
    /** The read-out and the loss, forward and backward, with the read-out's gradients. */
    READ_OUT,
    /** The cell's formulas backward. */
    CELL_BACKWARD,
    /** Products with the transposed recurrent weights. */
    RECURRENT_BACKWARD,
    /** Gradients with respect to the layers' weights and biases. */
    GRADIENTS,
    /** The regularizers. */
    PENALTY,
    /** The gradients' norm, clipping and the optimizer. */
    OPTIMIZER,
    /** Copies: operands, transposed values, sequences of single workers. */
    PACKING,
    /** Waiting for other workers. */
    WAITING,
    /** Everything else. */
    OTHER
}
