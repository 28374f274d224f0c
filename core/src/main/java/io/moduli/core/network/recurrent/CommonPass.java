package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.ActivationSequence.Layout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All sequences in a single pass, whose rows the team shares. */
final class CommonPass extends Arrangement {

    private final Team team;
    private final Seams seams;
    private final SequencePass pass;
    private final List<SequencePass> passes;
    private final Matrix[] inputSteps;
    private final StepCopies values;
    private final StepCopies gradients;
    private final LayerMaps maps;
    private Optional<Matrix> input = Optional.empty();

    /**
     * An arrangement with its own buffers.
     *
     * @param maps the layer's weights, for the team
     */
    CommonPass(LayerDefinition layer, Team team, Seams seams, LayerMaps maps) {
        this(
                layer, team, seams, maps,
                buffers(
                        layer,
                        seams.layouts().of(layer.parameters().recurrent().format(), layer.extents().batch())));
    }

    /** If activations are stored by step, it pays to copy the input to the same layout. */
    private static LayerBuffers buffers(LayerDefinition layer, Layout layout) {
        OptionalInt input = layout == Layout.BY_STEP
                ? OptionalInt.of(layer.parameters().input().columns())
                : OptionalInt.empty();
        return new LayerBuffers(layer.cell().shape(), layer.extents(), layout, input, false);
    }

    private CommonPass(LayerDefinition layer, Team team, Seams seams, LayerMaps maps, LayerBuffers buffers) {
        super(layer, SequenceShare.whole(layer.extents().batch()));
        this.team = team;
        this.seams = seams;
        this.pass = SequencePass.of(layer, maps, buffers, seams.inputGradient(), team);
        this.passes = List.of(pass);
        this.maps = maps;
        this.inputSteps = buffers.input.map(ActivationSequence::eachStep).orElseGet(() -> new Matrix[0]);
        this.values = StepCopies.ofValues(layer, shares().getFirst(), buffers, seams.output());
        this.gradients = StepCopies.ofGradients(layer, shares().getFirst(), buffers, seams.output());
    }

    @Override
    List<SequencePass> passes() {
        return passes;
    }

    @Override
    void readFrom(Matrix newInput) {
        if (inputSteps.length == 0) {
            pass.readFrom(newInput);
        } else if (input.isEmpty() || input.get() != newInput) {
            input = Optional.of(newInput);
        }
    }

    @Override
    void forward(int worker, Start start) {
        if (inputSteps.length > 0) {
            takeInput(worker);
        }
        pass.forward(worker, start);
        // Each worker has computed its units' rows itself.
        copy(values, worker);
    }

    @Override
    void backward(int worker, boolean toInitialStates) {
        copy(gradients, worker);
        pass.backward(worker, toInitialStates, start());
        pass.inputGradient(worker);
    }

    private void takeInput(int worker) {
        StepPart before = team.clock(worker).enter(StepPart.PACKING);
        Matrix whole = input.orElseThrow();
        shares().getFirst()
                .take(whole, inputSteps, team.begin(whole.rows(), worker), team.end(whole.rows(), worker));
        team.barrier(worker);
        team.clock(worker).enter(before);
    }

    private void copy(StepCopies copies, int worker) {
        StepPart before = team.clock(worker).enter(StepPart.PACKING);
        copies.copy(pass.firstUnit(worker), pass.firstUnit(worker + 1));
        team.clock(worker).enter(before);
    }

    @Override
    void finish(int worker) {
        StepPart before = team.clock(worker).enter(StepPart.GRADIENTS);
        pass.gradients().give(worker, team, maps, false);
        team.clock(worker).enter(before);
    }

    @Override
    Arrangement reformed(LayerMaps maps) {
        return new CommonPass(layer(), team, seams, maps, pass.buffers());
    }
}
