package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.ActivationSequence.Layout;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The way of some sequences through a recurrent layer and back, time step by time step, for weights that are stored as they
 * were when this was made.
 *
 * <p>The way is one program that every worker of a crew runs on units of its own; barriers stand where one worker reads what
 * another wrote. A crew may be a single worker, which never waits.
 */
abstract sealed class SequencePass permits ProductPass, UnitPass {

    private final LayerDefinition layer;
    private final LayerBuffers buffers;
    private final Team crew;
    private final InputProjection projection;
    private final PassGradients gradients;
    // What the products of each time step read and write, for the subclasses' loops; kept, since a window is an object.
    final Matrix[] previousHidden;
    final Matrix[] fromState;
    final Matrix[] hiddenGradient;
    private final Matrix direct;
    private final Matrix[] initialStates;
    private final Matrix[] lastStates;

    /**
     * @param maps of the layer's weights, for the crew
     * @param buffers of the sequences
     * @param inputGradient where the gradient of the input goes, [features × time · sequences], if anyone wants it
     */
    SequencePass(
            LayerDefinition layer, LayerMaps maps, LayerBuffers buffers, Optional<Matrix> inputGradient, Team crew) {
        this.layer = layer;
        this.buffers = buffers;
        this.crew = crew;
        this.projection = new InputProjection(layer, maps.input(), buffers, inputGradient);
        this.gradients = new PassGradients(layer, maps, buffers, projection, crew);
        this.previousHidden = steps(buffers.states.getFirst());
        this.fromState = steps(buffers.fromState);
        this.hiddenGradient = steps(buffers.hiddenGradient);
        this.direct = buffers.direct(0, buffers.hidden);
        this.initialStates = IntStream.range(0, layer.states()).mapToObj(buffers::initialState).toArray(Matrix[]::new);
        this.lastStates = IntStream.range(0, layer.states()).mapToObj(buffers::lastState).toArray(Matrix[]::new);
    }

    /** The pass that is faster for activations that lie so, with parameters as above. */
    static SequencePass of(
            LayerDefinition layer, LayerMaps maps, LayerBuffers buffers, Optional<Matrix> inputGradient, Team crew) {
        return LayerMaps.isWhole(layer.parameters()) && buffers.layout() == Layout.BY_STEP
                ? new UnitPass(layer, maps, buffers, inputGradient, crew)
                : new ProductPass(layer, maps, buffers, inputGradient, crew);
    }

    /** Where a worker's units begin; behind the last worker's, how many there are. */
    abstract int firstUnit(int worker);

    /** From the input and the initial states to the states of all steps. */
    abstract void forward(int worker, Start start);

    /**
     * From the gradients of the hidden states, in the buffers at the last step or at every one, to those of the
     * pre-activations, the parameters and, where they are asked for, the initial states.
     *
     * @param start where the sequences started from
     */
    abstract void backward(int worker, boolean toInitialStates, Start start);

    final LayerDefinition layer() {
        return layer;
    }

    final LayerBuffers buffers() {
        return buffers;
    }

    final Team crew() {
        return crew;
    }

    final InputProjection projection() {
        return projection;
    }

    /** Those with respect to the layer's parameters, of these sequences alone. */
    final PassGradients gradients() {
        return gradients;
    }

    /** A sequence's steps as the recurrent products read and write them. */
    private Matrix[] steps(ActivationSequence sequence) {
        return LayerMaps.isWhole(layer.parameters()) ? sequence.eachWholeStep() : sequence.eachStep();
    }

    /** The cell's windows of a step on some units. */
    final CellSteps cellSteps(int step, int first, int end) {
        List<Matrix> vectors = layer.parameters().vectors().stream().map(Parameter::values).toList();
        return buffers.cellSteps(step, first, end, vectors, gradients.vectors(), layer.everyStep() && step > 0);
    }

    /** After the cell's way back through a step, what it gives some units for the previous hidden state by itself. */
    final void addDirect(int step, int first, int end) {
        if (layer.everyStep() && step > 0) {
            RowKernels.add(direct, hiddenGradient[step], first, end);
        }
    }

    /** Whether products with the recurrent weight add to something. */
    final boolean addsToProducts() {
        return layer.summed() || layer.parameters().recurrentBias().isPresent();
    }

    /** Says what {@link #forward} reads from now on: [features × time · sequences]. */
    final void readFrom(Matrix newInput) {
        projection.readFrom(newInput);
    }

    /** Makes the states before the first step 0. */
    final void zeroInitialStates() {
        for (Matrix state : initialStates) {
            state.fill(0);
        }
    }

    /** Continues from the last states of some units, which only the worker that computed them has in its cache. */
    final void carry(int first, int end) {
        for (int state = 0; state < initialStates.length; state++) {
            RowKernels.copy(lastStates[state], initialStates[state], first, end);
        }
    }

    /** Makes the gradients with respect to the unit vectors of some units 0. */
    final void zeroVectorGradients(int first, int end) {
        for (Matrix gradient : gradients.vectors()) {
            for (int unit = first; unit < end; unit++) {
                gradient.set(unit, 0, 0);
            }
        }
    }

    /** After {@link #backward}, the gradient of the input, if anyone wants it. */
    final void inputGradient(int worker) {
        StepPart before = crew.clock(worker).enter(StepPart.INPUT);
        projection.gradient(worker);
        crew.clock(worker).enter(before);
    }
}
