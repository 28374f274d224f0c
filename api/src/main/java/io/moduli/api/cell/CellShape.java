package io.moduli.api.cell;

import java.util.List;

/**
 * What a cell of n units needs. Accessors of {@link ForwardStep} and {@link BackwardStep} count gates, states, saved
 * numbers and unit vectors from 0 in the order given here.
 *
 * @param gates how many pre-activations a unit has, 1 or more; the weights into the cell have gates · n rows
 * @param states the names of the state variables that go from a time step to the next, n numbers each; the first is the
 *     hidden state, which the recurrent weights multiply and which is the cell's output
 * @param saved how many further numbers a unit keeps in each time step and sequence from the forward for the backward
 *     pass, 0 or more
 * @param summed whether the input and the recurrent projection arrive as one sum (Elman, LSTM) or apart (GRU in
 *     PyTorch's variant, where the recurrent part of one gate is itself gated)
 * @param vectors learned numbers of each unit, such as peepholes or leak rates
 */
public record CellShape(int gates, List<String> states, int saved, boolean summed, List<UnitVector> vectors) {

    public CellShape {
        states = List.copyOf(states);
        vectors = List.copyOf(vectors);
        if (gates < 1 || states.isEmpty() || saved < 0) {
            throw new IllegalArgumentException(
                    "a cell needs at least 1 gate, at least 1 state and saved >= 0, not gates = %d, states = %s, saved = %d"
                            .formatted(gates, states, saved));
        }
    }
}
