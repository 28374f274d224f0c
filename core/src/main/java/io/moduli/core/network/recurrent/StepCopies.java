package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.network.block.Signal;
import java.util.stream.IntStream;

/**
 * Copies some rows of matrices of single time steps to others, between a pass's own activations and what the layer
 * shares with its neighbours.
 */
final class StepCopies {

    private final Matrix[] from;
    private final Matrix[] to;

    private StepCopies(Matrix[] from, Matrix[] to) {
        this.from = from;
        this.to = to;
    }

    /**
     * From the hidden states of a pass to the layer's output.
     *
     * @param output the layer's output, for all sequences
     */
    static StepCopies ofValues(LayerDefinition layer, SequenceShare share, LayerBuffers buffers, Signal output) {
        return new StepCopies(
                buffers.outputs(firstShown(layer), layer.extents().time()), columns(share, output.values()));
    }

    /** From the gradients of the layer's output to those of a pass. */
    static StepCopies ofGradients(LayerDefinition layer, SequenceShare share, LayerBuffers buffers, Signal output) {
        return new StepCopies(
                columns(share, output.gradient()),
                buffers.outputGradients(firstShown(layer), layer.extents().time()));
    }

    private static int firstShown(LayerDefinition layer) {
        return layer.everyStep() ? 0 : layer.extents().time() - 1;
    }

    /** The share's columns of a matrix of all sequences, step by step. */
    static Matrix[] columns(SequenceShare share, Matrix all) {
        return IntStream.range(0, all.columns() / share.batch())
                .mapToObj(step -> all.columnWindow(step * share.batch() + share.first(), share.count()))
                .toArray(Matrix[]::new);
    }

    /** Copies the rows from {@code first} to {@code end - 1}. */
    void copy(int first, int end) {
        for (int step = 0; step < from.length; step++) {
            RowKernels.copy(from[step], to[step], first, end);
        }
    }
}
