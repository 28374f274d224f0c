package io.moduli.api.cell;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The point-wise mathematics of a recurrent cell: how the states of a unit follow from its pre-activations and its states
 * one time step before, and how gradients go back.
 *
 * <p>The engine multiplies by the weights and adds the biases; a cell only ever sees pre-activations. Cells that gate the
 * state <em>before</em> the recurrent product (the original GRU of Cho et al., 2014) do not fit: the engine has multiplied
 * already when the cell is called.
 *
 * <p>For a sequence of T time steps the engine calls {@link #forward} for steps 1 to T and then, in training, {@link
 * #backward} for steps T to 1. Both calls for a time step are given the same windows. A time step's windows are its own,
 * except that its next states are the following step's previous states, so backward finds what forward left.
 *
 * <p>Implementations hold no state. Several threads call them at once, each with units or sequences of its own. They should
 * not allocate: a training step does not. {@code RecurrentCellContract} compares gradients with finite differences and
 * checks that no unit and no sequence depends on another.
 */
public interface RecurrentCell {

    /** What the cell needs; always the same answer. */
    CellShape shape();

    /** What the gates are called in tables and pictures, in the order of the weights' rows; their numbers by default. */
    default List<String> gateNames() {
        return IntStream.rangeClosed(1, shape().gates()).mapToObj(Integer::toString).toList();
    }

    /**
     * Computes {@link ForwardStep#next} from the pre-activations, {@link ForwardStep#previous} and {@link
     * ForwardStep#vector}. Whatever {@link #backward} needs must be left in the pre-activations, in the next states and in
     * {@link ForwardStep#saved}.
     *
     * @param step windows on some units and sequences, valid during the call
     */
    void forward(ForwardStep step);

    /**
     * Computes from {@link BackwardStep#nextGradient} the gradients of the loss with respect to the pre-activations, which
     * replace what {@link #forward} left in {@link BackwardStep#input} and {@link BackwardStep#recurrent}; with respect to
     * the previous states, written to {@link BackwardStep#previousGradient}; and with respect to the unit vectors, added to
     * {@link BackwardStep#vectorGradient}. The engine adds the part that reaches the previous hidden state through the
     * recurrent weights.
     *
     * @param step windows on the same units and sequences as in the forward pass, valid during the call
     */
    void backward(BackwardStep step);
}
