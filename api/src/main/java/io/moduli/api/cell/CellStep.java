package io.moduli.api.cell;

import io.moduli.api.tensor.Matrix;
import java.util.List;

/**
 * One time step of some of a layer's units for some of the batch's sequences: windows of [units × sequences] on the engine's
 * memory.
 *
 * <p>In the backward pass {@link #nextGradients} hold the gradients of the loss by the next states, and the cell writes
 * (not adds) those by the previous states to {@link #previousGradients}; the gradients by the pre-activations are written
 * over the pre-activations; those by the unit vectors are added to {@link #vectorGradients}.
 *
 * @param input the pre-activations from the input, and from the recurrent weights too where the cell's are summed; one
 *     window for each gate
 * @param recurrent the pre-activations from the recurrent weights where they come apart, one window for each gate; empty
 *     where they are summed
 * @param previous the states before the step, one window for each state; read-only
 * @param next the states after the step
 * @param saved the windows that keep numbers for the backward pass
 * @param vectors the learned unit vectors, [units × 1] each; read-only
 * @param nextGradients gradients by the states after the step; read-only
 * @param previousGradients gradients by the states before the step; never the same memory as {@code nextGradients}
 * @param vectorGradients gradients by the unit vectors, [units × 1] each
 */
public record CellStep(
        List<Matrix> input,
        List<Matrix> recurrent,
        List<Matrix> previous,
        List<Matrix> next,
        List<Matrix> saved,
        List<Matrix> vectors,
        List<Matrix> nextGradients,
        List<Matrix> previousGradients,
        List<Matrix> vectorGradients) {

    public CellStep {
        input = List.copyOf(input);
        recurrent = List.copyOf(recurrent);
        previous = List.copyOf(previous);
        next = List.copyOf(next);
        saved = List.copyOf(saved);
        vectors = List.copyOf(vectors);
        nextGradients = List.copyOf(nextGradients);
        previousGradients = List.copyOf(previousGradients);
        vectorGradients = List.copyOf(vectorGradients);
    }

    /** How many units the step is about. */
    public int units() {
        return input.getFirst().rows();
    }

    /** How many sequences run side by side in this step's windows. */
    public int batch() {
        return input.getFirst().columns();
    }
}
