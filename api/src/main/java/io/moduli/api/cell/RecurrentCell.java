package io.moduli.api.cell;

/**
 * The point-wise mathematics of a recurrent cell.
 *
 * <p>What a step contains is said at {@link CellStep}. The pre-activations include the biases. Cells that gate the state
 * <em>before</em> the recurrent product (the original GRU of Cho et al., 2014) do not fit: the engine has multiplied
 * already when the cell is called.
 *
 * <p>Implementations hold no state and are called by several threads at once, each with units or sequences of its own. {@code
 * RecurrentCellContract} checks gradients against finite differences, and that neither units nor sequences know of each
 * other.
 */
public interface RecurrentCell {

    /** What the cell needs; always the same answer. */
    CellShape shape();

    /**
     * Computes the next states from the pre-activations and the previous states. It may overwrite the pre-activations and
     * must leave in them, in {@code saved} and in the states all that {@link #backward} needs.
     */
    void forward(CellStep step);

    /**
     * Computes the gradients by the pre-activations, which replace what {@link #forward} left there, and by the previous
     * states, from those by the next states. The part that reaches the previous hidden state through the recurrent
     * weights is added by the engine.
     */
    void backward(CellStep step);
}
