package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.NarrowKernels;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.maps.GradientProduct;
import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.maps.SparseLinearMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.network.recurrent.ActivationSequence.Layout;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The input's part of the pre-activations, computed for as many time steps ahead as stay in the cache: biases (or
 * zeros) and the projection of the input.
 */
final class InputProjection {

    /** How many pre-activations stay in the second-level cache beside weights. */
    private static final long BYTES_AHEAD = 256 * 1024;
    /** A dense product packs its weight again each time, which is a small part of it with this many columns. */
    private static final int MINIMUM_DENSE_COLUMNS = 512;
    /** The number of features from which the cost of the projection matters. */
    private static final int MINIMUM_DENSE_FEATURES = 16;

    private final LayerDefinition layer;
    private final LinearMap map;
    private final LayerBuffers buffers;
    private final int steps;
    private final int[] rowBounds;
    private final Matrix[] fromInput;
    private final Matrix[] fromState;
    private final Matrix[] inputGradients;
    private final Matrix[] wholeFromInput;
    private final Matrix[] wholeFromState;
    private final boolean narrow;
    /** The initial values of rows, to which the projection of the input is added: both biases if both parts are summed. */
    private final List<Matrix> inputBiases;
    private Optional<Matrix> input = Optional.empty();
    private Matrix[] inputWindows;

    /**
     * @param map the map of the input's weight
     * @param inputGradient the destination of the gradient of the input, [features × time · sequences], if it is needed
     */
    InputProjection(LayerDefinition layer, LinearMap map, LayerBuffers buffers, Optional<Matrix> inputGradient) {
        this.layer = layer;
        this.map = map;
        this.buffers = buffers;
        this.rowBounds = map.rowBounds();
        Parameter weight = layer.parameters().input();
        this.narrow = weight.format() == StorageFormat.DENSE && weight.columns() <= NarrowKernels.MAXIMUM_COLUMNS;
        this.steps = buffers.fromInput.pieceLength(stepsAhead());
        this.fromInput = buffers.fromInput.pieces(0, buffers.time, steps).toArray(Matrix[]::new);
        this.fromState = buffers.fromState.pieces(0, buffers.time, steps).toArray(Matrix[]::new);
        this.inputGradients = buffers.inputGradient
                .map(own -> own.pieces(0, buffers.time, steps).toArray(Matrix[]::new))
                .or(() -> inputGradient.map(this::windows))
                .orElseGet(() -> new Matrix[0]);
        this.inputWindows = buffers.input
                .map(own -> (goesByRows() ? own.wholePieces(0, buffers.time) : own.pieces(0, buffers.time, steps))
                        .toArray(Matrix[]::new))
                .orElseGet(() -> new Matrix[0]);
        this.inputBiases = (layer.summed()
                ? Stream.of(layer.parameters().inputBias(), layer.parameters().recurrentBias())
                : Stream.of(layer.parameters().inputBias()))
                .flatMap(Optional::stream)
                .map(Parameter::values)
                .toList();
        this.wholeFromInput = buffers.fromInput.eachWholeStep();
        this.wholeFromState = buffers.fromState.eachWholeStep();
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

    /** The columns of a matrix of all steps that correspond to the pieces of the pre-activations. */
    private Matrix[] windows(Matrix sequence) {
        return IntStream.range(0, Math.ceilDiv(buffers.time, steps))
                .mapToObj(number -> sequence.columnWindow(
                        number * steps * buffers.batch,
                        Math.min(steps, buffers.time - number * steps) * buffers.batch))
                .toArray(Matrix[]::new);
    }

    /** Sets what is projected, [features × time · sequences], if the sequences have no copy of it. */
    void readFrom(Matrix newInput) {
        if (input.isEmpty() || input.get() != newInput) {
            input = Optional.of(newInput);
            inputWindows = windows(newInput);
        }
    }

    /**
     * The piece of the input that corresponds to a piece of the pre-activations; one step if activations are stored by
     * step.
     */
    Matrix input(int number) {
        return inputWindows[number];
    }

    /** Whether something must be projected before a time step. */
    boolean isDue(int step) {
        return step % steps == 0;
    }

    /**
     * Writes the worker's rows of the pre-activations of a time step and of the following ones until the next is due.
     *
     * @param step a step that is {@linkplain #isDue due}
     * @param fromZero whether the sequences start from 0, so that nothing else writes the contribution of the state
     *     before step 0
     */
    void project(int worker, int step, boolean fromZero) {
        if (goesByRows()) {
            project(step, rowBounds[worker], rowBounds[worker + 1], fromZero);
            return;
        }
        int number = step / steps;
        begin(
                fromInput[number], fromState[number], rowBounds[worker], rowBounds[worker + 1], step == 0 && fromZero);
        map.multiply(worker, inputWindows[number], fromInput[number], layer.parameters().inputBias().isPresent());
    }

    /**
     * Whether rows can be projected separately, one step at a time: those of a sparse weight, and of a weight that is
     * so narrow that projecting them costs about as much as writing them.
     */
    boolean goesByRows() {
        return buffers.input.isPresent() && buffers.layout() == Layout.BY_STEP
                && (narrow || map instanceof SparseLinearMap);
    }

    /** Whether the weight is dense and has only a few columns. */
    boolean isNarrow() { return narrow; }

    /** Writes some rows of the pre-activations of a time step, where it {@linkplain #goesByRows goes by rows}. */
    void project(int step, int first, int end, boolean fromZero) {
        Matrix target = wholeFromInput[step];
        beginState(wholeFromState[step], first, end, step == 0 && fromZero);
        if (map instanceof SparseLinearMap sparse) {
            beginInput(target, first, end);
            sparse.multiplyRows(
                    first, end, inputWindows[step], target, layer.parameters().inputBias().isPresent());
        } else {
            NarrowKernels.affine(
                    layer.parameters().input().values(), inputWindows[step], inputBiases, target, first, end);
        }
    }

    /** Writes the initial values of some rows, before any product. */
    private void begin(Matrix fromInputStep, Matrix fromStateStep, int first, int end, boolean zeroFromState) {
        beginInput(fromInputStep, first, end);
        beginState(fromStateStep, first, end, zeroFromState);
    }

    private void beginInput(Matrix fromInputStep, int first, int end) {
        switch (inputBiases.size()) {
            case 2 -> RowKernels.broadcastSum(inputBiases.getFirst(), inputBiases.getLast(), fromInputStep, first, end);
            case 1 -> RowKernels.broadcast(inputBiases.getFirst(), fromInputStep, first, end);
            default -> {}
        }
    }

    /** Used if the contribution of the state is kept separately. */
    private void beginState(Matrix fromStateStep, int first, int end, boolean zeroFromState) {
        if (layer.summed()) {
            return;
        }
        Optional<Parameter> bias = layer.parameters().recurrentBias();
        if (bias.isPresent()) {
            RowKernels.broadcast(bias.get().values(), fromStateStep, first, end);
        } else if (zeroFromState) {
            RowKernels.zeroRows(fromStateStep, first, end);
        }
    }

    /** Computes the gradient of the input, if it is needed, from those of the pre-activations. */
    void gradient(int worker) {
        for (int number = 0; number < inputGradients.length; number++) {
            map.multiplyTransposed(worker, fromInput[number], inputGradients[number], false);
        }
    }

    /**
     * Computes the worker's rows of the gradient of the input's weight, once the gradients of the pre-activations are
     * complete.
     */
    void weightGradient(int worker) {
        for (int number = 0; number < fromInput.length; number++) {
            weightGradient(worker, number, number > 0);
        }
    }

    /** The same of some rows of some time steps, where it {@linkplain #goesByRows goes by rows} and is not narrow. */
    void weightGradient(int step, int count, int first, int end, boolean add) {
        if (map instanceof SparseLinearMap sparse) {
            sparse.addGradientRows(first, end, wholeFromInput, inputWindows, step, count, add);
        }
    }

    /** The products whose sum is the gradient with respect to all entries of the input's weight. */
    List<GradientProduct> products() {
        Matrix[] gradients = goesByRows() ? wholeFromInput : fromInput;
        return IntStream.range(0, inputWindows.length)
                .mapToObj(number -> new GradientProduct(gradients[number], inputWindows[number]))
                .toList();
    }

    /** The same for a single piece; one step if activations are stored by step. */
    void weightGradient(int worker, int number, boolean add) {
        map.gradient(worker, goesByRows() ? wholeFromInput[number] : fromInput[number], inputWindows[number], add);
    }
}
