package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.NarrowKernels;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.maps.GradientProduct;
import io.moduli.core.engine.maps.SparseLinearMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.ActivationSequence.Layout;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The gradients with respect to a layer's parameters of the sequences of one pass. If activations are stored by step,
 * each step's part is added as soon as the gradients of its pre-activations are complete, while they are in the cache;
 * otherwise all steps are added at once, in one product. The gradients with respect to weights are kept by the maps.
 */
final class PassGradients {

    private final LayerDefinition layer;
    private final LayerMaps maps;
    private final LayerBuffers buffers;
    private final InputProjection projection;
    private final Team crew;
    private final boolean stepByStep;
    /** After how many steps a sparse weight's gradient is updated. */
    private final int weightSteps;
    /** The features of an input whose weight is narrow; otherwise 0. */
    private final int narrowFeatures;
    /** Sums for the narrow weight and the bias, see {@link NarrowKernels#addToSums}. */
    private final Matrix fromInputSums;
    /** The same for the other bias. */
    private final Matrix fromStateSums;
    private final List<Matrix> vectors;
    /** The operands of the recurrent weight, and the gradients of the results, by piece. */
    private final Matrix[] previousHidden;

    private final Matrix[] fromState;
    private final Matrix[] fromInputPieces;
    /** The same of all steps but the first, in a single piece. */
    private final Optional<Matrix> laterHidden;

    private final Optional<Matrix> laterFromState;

    /**
     * @param maps the layer's weights, for the crew
     * @param crew the workers that share the rows of all gradients
     */
    PassGradients(
            LayerDefinition layer, LayerMaps maps, LayerBuffers buffers, InputProjection projection, Team crew) {
        this.layer = layer;
        this.maps = maps;
        this.buffers = buffers;
        this.projection = projection;
        this.crew = crew;
        this.stepByStep = buffers.layout() == Layout.BY_STEP;
        int gates = layer.cell().shape().gates() * buffers.hidden;
        this.narrowFeatures = stepByStep && projection.isNarrow() ? layer.parameters().input().columns() : 0;
        this.fromInputSums = Matrix.allocateAligned(gates, NarrowKernels.widthOfSums(narrowFeatures));
        this.fromStateSums = layer.summed() ? fromInputSums
                : Matrix.allocateAligned(gates, NarrowKernels.widthOfSums(0));
        this.vectors = layer.parameters().vectors().stream()
                .map(vector -> Matrix.allocateAligned(vector.rows(), 1))
                .toList();
        this.fromInputPieces = pieces(buffers.fromInput, 0);
        this.previousHidden = pieces(buffers.states.getFirst(), 0);
        this.fromState = pieces(buffers.fromState, 0);
        this.weightSteps = SparseLinearMap.gradientSteps(fromState[0].columns());
        this.laterHidden = later(buffers.states.getFirst());
        this.laterFromState = later(buffers.fromState);
    }

    private Matrix[] pieces(ActivationSequence sequence, int first) {
        // A dense product would process the padding of rows, too.
        List<Matrix> pieces = LayerMaps.isWhole(layer.parameters())
                ? sequence.wholePieces(first, buffers.time)
                : sequence.pieces(first, buffers.time, buffers.time - first);
        return pieces.toArray(Matrix[]::new);
    }

    private Optional<Matrix> later(ActivationSequence sequence) {
        return stepByStep || buffers.time == 1 ? Optional.empty() : Optional.of(pieces(sequence, 1)[0]);
    }

    /** The gradients with respect to the cell's unit vectors, [units × 1] each, which the cell itself adds to. */
    List<Matrix> vectors() {
        return vectors;
    }

    /**
     * The worker's rows of the gradients with respect to the layer's parameters, after the sequences are done.
     *
     * @param whole the maps of the team that shares these rows, whether it is this crew or not
     * @param add whether to add to the present gradients
     */
    void give(int worker, Team team, LayerMaps whole, boolean add) {
        LayerParameters parameters = layer.parameters();
        boolean apart = !whole.equals(maps);
        if (apart) {
            whole.recurrent().takeGradient(worker, maps.recurrent(), add);
        }
        int gates = fromInputSums.rows();
        int first = team.begin(gates, worker);
        int end = team.end(gates, worker);
        if (narrowFeatures > 0) {
            NarrowKernels.takeProducts(fromInputSums, parameters.input().gradient(), add, first, end);
        } else if (apart) {
            whole.input().takeGradient(worker, maps.input(), add);
        }
        if (parameters.inputBias().isPresent()) {
            NarrowKernels.takeRows(fromInputSums, parameters.inputBias().get().gradient(), add, first, end);
            NarrowKernels.takeRows(fromStateSums, parameters.recurrentBias().orElseThrow().gradient(), add, first, end);
        }
        for (int number = 0; number < vectors.size(); number++) {
            Matrix vector = vectors.get(number);
            RowKernels.sum(
                    vector, parameters.vectors().get(number).gradient(), add, team.begin(vector.rows(), worker),
                    team.end(vector.rows(), worker));
        }
    }

    /**
     * The worker's rows of a time step; steps are processed backward.
     *
     * @param start the initial states of the sequences: a first state of 0 adds nothing
     */
    void reached(int worker, int step, Start start) {
        if (!stepByStep) {
            if (step == 0) {
                addAll(worker, start);
            }
            return;
        }
        boolean add = step < buffers.time - 1;
        if (step > 0 || start != Start.ZERO) {
            maps.recurrent().gradient(worker, fromState[step], previousHidden[step], add);
        } else if (!add) {
            maps.recurrent().zeroGradient(worker);
        }
        if (narrowFeatures == 0) {
            projection.weightGradient(worker, step, add);
        }
        addToSums(worker, step, add);
    }

    /**
     * Some rows of a time step, of a sparse recurrent weight and, if its projection goes by rows, of the input's; steps
     * are processed backward. Updates of weights wait until there are as many steps as their kernel handles at once.
     *
     * @param start the initial states of the sequences
     */
    void reached(int step, int first, int end, Start start) {
        int last = buffers.time - 1;
        int firstOfState = start == Start.ZERO ? 1 : 0;
        int waiting = (last - step) % weightSteps + 1;
        boolean add = step + waiting <= last;
        if (step >= firstOfState && (waiting == weightSteps || step == firstOfState)) {
            maps.sparseRecurrent().addGradientRows(first, end, fromState, previousHidden, step, waiting, add);
        } else if (last < firstOfState) {
            maps.sparseRecurrent().zeroGradientRows(first, end);
        }
        if (projection.goesByRows() && narrowFeatures == 0 && (waiting == weightSteps || step == 0)) {
            projection.weightGradient(step, waiting, first, end, add);
        }
        addToSums(step, step < last, first, end);
    }

    /**
     * The products whose sum is the gradient with respect to all entries of a weight, after the backward pass; none for
     * a weight of another layer.
     *
     * @param start the initial states of the sequences
     */
    List<GradientProduct> products(Parameter weight, Start start) {
        if (weight == layer.parameters().input()) {
            return projection.products();
        }
        if (weight != layer.parameters().recurrent()) {
            return List.of();
        }
        if (stepByStep) {
            return IntStream.range(start == Start.ZERO ? 1 : 0, buffers.time)
                    .mapToObj(step -> new GradientProduct(fromState[step], previousHidden[step]))
                    .toList().reversed();
        }
        if (start != Start.ZERO) {
            return List.of(new GradientProduct(fromState[0], previousHidden[0]));
        }
        return laterFromState.map(gradient -> new GradientProduct(gradient, laterHidden.orElseThrow()))
                .stream().toList();
    }

    /** The worker's rows of the gradient of the input's weight, if its projection does not go by rows. */
    void inputWeight(int worker) {
        projection.weightGradient(worker);
    }

    private void addAll(int worker, Start start) {
        if (start != Start.ZERO) {
            maps.recurrent().gradient(worker, fromState[0], previousHidden[0], false);
        } else if (laterFromState.isPresent()) {
            maps.recurrent().gradient(worker, laterFromState.get(), laterHidden.orElseThrow(), false);
        } else {
            maps.recurrent().zeroGradient(worker);
        }
        projection.weightGradient(worker);
        addToSums(worker, 0, false);
    }

    private void addToSums(int worker, int piece, boolean add) {
        int rows = fromInputSums.rows();
        addToSums(piece, add, crew.begin(rows, worker), crew.end(rows, worker));
    }

    private void addToSums(int piece, boolean add, int first, int end) {
        boolean bias = layer.parameters().inputBias().isPresent();
        if (narrowFeatures > 0 || bias) {
            NarrowKernels.addToSums(
                    fromInputPieces[piece], projection.input(piece), narrowFeatures, fromInputSums, add, first,
                    end);
        }
        if (bias && !layer.summed()) {
            NarrowKernels.addToSums(
                    fromState[piece], projection.input(piece), 0, fromStateSums, add, first, end);
        }
    }
}
