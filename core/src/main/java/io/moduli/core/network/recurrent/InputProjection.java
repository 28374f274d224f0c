package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageFormat;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Pre-activations as far as a layer's input goes, for as many time steps ahead as stay in the cache: biases, or what stands
 * for no product, and the projection of the input.
 */
final class InputProjection {

    /** Pre-activations that stay in the second-level cache beside weights. */
    private static final long BYTES_AHEAD = 256 * 1024;
    /** A dense product packs its weight anew each time, which is a small part of it with this many columns. */
    private static final int MINIMUM_DENSE_COLUMNS = 512;
    /** From so many features on, the projection of the input counts. */
    private static final int MINIMUM_DENSE_FEATURES = 16;

    private final LayerDefinition layer;
    private final LinearMap map;
    private final LayerBuffers buffers;
    private final int steps;
    private final int[] rowBounds;
    private final Matrix[] fromInput;
    private final Matrix[] fromState;
    private final Matrix firstFromState;
    private final Matrix[] inputGradients;
    private Optional<Matrix> input = Optional.empty();
    private Matrix[] inputWindows = {};

    /**
     * @param map of the input's weight
     * @param inputGradient where the gradient of the input goes, [features × time · sequences], if anyone wants it
     */
    InputProjection(LayerDefinition layer, LinearMap map, LayerBuffers buffers, Optional<Matrix> inputGradient) {
        this.layer = layer;
        this.map = map;
        this.buffers = buffers;
        this.rowBounds = map.rowBounds();
        this.steps = buffers.fromInput.pieceLength(stepsAhead());
        this.fromInput = buffers.fromInput.pieces(0, buffers.time, steps).toArray(Matrix[]::new);
        this.fromState = buffers.fromState.pieces(0, buffers.time, steps).toArray(Matrix[]::new);
        this.firstFromState = buffers.fromState.step(0);
        this.inputGradients = inputGradient.map(this::windows).orElseGet(() -> new Matrix[0]);
    }

    private int stepsAhead() {
        long bytesOfStep = (long) rowBounds[rowBounds.length - 1] * buffers.batch * Float.BYTES
                * (layer.summed() ? 1 : 2);
        long ahead = Math.max(1, BYTES_AHEAD / bytesOfStep);
        Parameter weight = layer.parameters().input();
        if (weight.format() == StorageFormat.DENSE && weight.columns() >= MINIMUM_DENSE_FEATURES) {
            ahead = Math.max(ahead, Math.ceilDiv(MINIMUM_DENSE_COLUMNS, buffers.batch));
        }
        return (int) Math.min(ahead, buffers.time);
    }

    /** The columns of a matrix of all steps that go with the pieces of the pre-activations. */
    private Matrix[] windows(Matrix sequence) {
        return IntStream.range(0, Math.ceilDiv(buffers.time, steps))
                .mapToObj(number -> sequence.columnWindow(
                        number * steps * buffers.batch,
                        Math.min(steps, buffers.time - number * steps) * buffers.batch))
                .toArray(Matrix[]::new);
    }

    /** Says what is projected from now on: [features × time · sequences]. */
    void readFrom(Matrix newInput) {
        if (input.isEmpty() || input.get() != newInput) {
            input = Optional.of(newInput);
            inputWindows = windows(newInput);
        }
    }

    /** Whether something is to be projected before a time step. */
    boolean isDue(int step) {
        return step % steps == 0;
    }

    /**
     * Writes the worker's rows of the pre-activations of a time step and of those behind it until the next is due.
     *
     * @param step one that is {@linkplain #isDue due}
     * @param fromZero whether the sequences start from 0, so that nobody writes what comes from the state before step 0
     */
    void project(int worker, int step, boolean fromZero) {
        int number = step / steps;
        int first = rowBounds[worker];
        int end = rowBounds[worker + 1];
        LayerParameters parameters = layer.parameters();
        boolean bias = parameters.inputBias().isPresent();
        if (bias) {
            Matrix inputBias = parameters.inputBias().get().values();
            Matrix recurrentBias = parameters.recurrentBias().orElseThrow().values();
            if (layer.summed()) {
                RowKernels.broadcastSum(inputBias, recurrentBias, fromInput[number], first, end);
            } else {
                RowKernels.broadcast(inputBias, fromInput[number], first, end);
                RowKernels.broadcast(recurrentBias, fromState[number], first, end);
            }
        } else if (step == 0 && fromZero && !layer.summed()) {
            RowKernels.zeroRows(firstFromState, first, end);
        }
        map.multiply(worker, inputWindows[number], fromInput[number], bias);
    }

    /** From the gradients of the pre-activations to that of the input, if anyone wants it. */
    void gradient(int worker) {
        for (int number = 0; number < inputGradients.length; number++) {
            map.multiplyTransposed(worker, fromInput[number], inputGradients[number], false);
        }
    }

    /**
     * After the gradients of the pre-activations are there, the worker's rows of that of the input's weight.
     *
     * @param whole the map of all who share the sum out
     */
    void weightGradient(int worker, LinearMap whole, boolean add) {
        for (int number = 0; number < fromInput.length; number++) {
            weightGradient(worker, whole, number, add || number > 0);
        }
    }

    /** The same of a single piece; a step, where activations lie by step. */
    void weightGradient(int worker, LinearMap whole, int number, boolean add) {
        whole.gradient(worker, fromInput[number], inputWindows[number], add);
    }
}
