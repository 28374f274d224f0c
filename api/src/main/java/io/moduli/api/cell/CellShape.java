package io.moduli.api.cell;

import java.util.List;

/**
 * What a cell of n units needs.
 *
 * @param gates how many pre-activations a unit has; the weights into the cell have gates · n rows
 * @param states the names of the state variables that go from a time step to the next, n each; the first is the hidden
 *     state, which the recurrent weights multiply and which is the cell's output
 * @param saved how many further numbers a unit keeps from the forward for the backward pass
 * @param summed whether the input and the recurrent projection arrive as one sum (Elman, LSTM) or apart (GRU in
 *     PyTorch's variant, where the recurrent part of one gate is itself gated)
 * @param vectors numbers that each unit learns for itself, such as peepholes or leak rates
 */
public record CellShape(int gates, List<String> states, int saved, boolean summed, List<UnitVector> vectors) {

    public CellShape {
        states = List.copyOf(states);
        vectors = List.copyOf(vectors);
        if (gates < 1 || states.isEmpty() || saved < 0) {
            throw new IllegalArgumentException(
                    "a cell needs 1 gate or more, 1 state or more and saved >= 0, not gates = %d, states = %s, saved = %d"
                            .formatted(gates, states, saved));
        }
    }
}
