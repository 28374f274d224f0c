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
 * A pass of some sequences through a recurrent layer, forward and backward, time step by time step, for weights whose
 * storage has not changed since this was created.
 *
 * <p>It is one program that every worker of a crew runs on its own units; there are barriers wherever one worker reads
 * what another wrote. A crew may be a single worker, which never waits.
 */
abstract sealed class SequencePass permits ProductPass, UnitPass {

    private final LayerDefinition layer;
    private final LayerBuffers buffers;
    private final Team crew;
    private final InputProjection projection;
    private final PassGradients gradients;
    // The operands and results of the products of each time step, for the subclasses' loops; stored, since every window is an object.
    final Matrix[] previousHidden;
    final Matrix[] fromState;
    final Matrix[] hiddenGradient;
    private final Matrix direct;
    private final Matrix[] initialStates;
    private final Matrix[] lastStates;

    /**
     * @param maps of the layer's weights, for the crew
     * @param buffers of the sequences
     * @param inputGradient the destination of the gradient of the input, [features × time · sequences], if it is needed
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

    /** The pass that is faster for the layout of the activations; parameters as above. */
    static SequencePass of(
            LayerDefinition layer, LayerMaps maps, LayerBuffers buffers, Optional<Matrix> inputGradient, Team crew) {
        return LayerMaps.isWhole(layer.parameters()) && buffers.layout() == Layout.BY_STEP
                ? new UnitPass(layer, maps, buffers, inputGradient, crew)
                : new ProductPass(layer, maps, buffers, inputGradient, crew);
    }

    /** Where a worker's units begin; for the number of workers, the number of units. */
    abstract int firstUnit(int worker);

    /** Runs forward, from the input and the initial states to the states of all steps. */
    abstract void forward(int worker, Start start);

    /**
     * Runs backward, from the gradients of the hidden states, in the buffers at the last step or at every one, to those
     * of the pre-activations, the parameters and, if needed, the initial states.
     *
     * @param start the initial states of the sequences
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

    /** The gradients with respect to the layer's parameters, of these sequences alone. */
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

    /** After the cell's backward pass through a step, its direct gradient of the previous hidden state for some units. */
    final void addDirect(int step, int first, int end) {
        if (layer.everyStep() && step > 0) {
            RowKernels.add(direct, hiddenGradient[step], first, end);
        }
    }

    /** Whether products with the recurrent weight add to something. */
    final boolean addsToProducts() {
        return layer.summed() || layer.parameters().recurrentBias().isPresent();
    }

    /** Sets what {@link #forward} reads: [features × time · sequences]. */
    final void readFrom(Matrix newInput) {
        projection.readFrom(newInput);
    }

    /** Sets the states before the first step to 0. */
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

    /** Sets the gradients with respect to the unit vectors of some units to 0. */
    final void zeroVectorGradients(int first, int end) {
        for (Matrix gradient : gradients.vectors()) {
            for (int unit = first; unit < end; unit++) {
                gradient.set(unit, 0, 0);
            }
        }
    }

    /** After {@link #backward}, computes the gradient of the input, if it is needed. */
    final void inputGradient(int worker) {
        StepPart before = crew.clock(worker).enter(StepPart.INPUT);
        projection.gradient(worker);
        crew.clock(worker).enter(before);
    }
}
