package io.moduli.core.inference;

import java.util.List;

/**
 * The state of a {@link NetworkStream}, from which it, or another stream, can continue later.
 *
 * @param values for each layer, from the first, and each state of its cell, the hidden one first, the numbers of all units of
 *     the first sequence, then of the second and so on
 */
public record StreamState(List<float[]> values) {

    public StreamState {
        values = List.copyOf(values);
    }
}
