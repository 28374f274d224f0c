package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.ActivationSequence.Layout;
import java.util.List;

/** All sequences in a single pass, whose rows the team shares. */
final class CommonPass extends Arrangement {

    private final Team team;
    private final Seams seams;
    private final SequencePass pass;
    private final List<SequencePass> passes;
    private final StepCopies values;
    private final StepCopies gradients;
    private final LayerGradients sums;
    private final SequencePass.StepEnd stepEnd;

    /**
     * An arrangement with buffers of its own.
     *
     * @param maps the layer's weights, for the team
     */
    CommonPass(LayerDefinition layer, Team team, Seams seams, LayerMaps maps) {
        this(
                layer, team, seams, maps,
                new LayerBuffers(
                        layer.cell().shape(), layer.extents(),
                        seams.layouts().of(layer.parameters().recurrent().format(), layer.extents().batch())));
    }

    private CommonPass(LayerDefinition layer, Team team, Seams seams, LayerMaps maps, LayerBuffers buffers) {
        super(layer, SequenceShare.whole(layer.extents().batch()));
        this.team = team;
        this.seams = seams;
        this.pass = new SequencePass(layer, maps, buffers, seams.inputGradient(), team);
        this.passes = List.of(pass);
        this.sums = new LayerGradients(layer, maps, team);
        this.stepEnd = buffers.layout() == Layout.BY_STEP ? this::addStep : SequencePass.StepEnd.NOTHING;
        this.values = StepCopies.ofValues(layer, shares().getFirst(), buffers, seams.output());
        this.gradients = StepCopies.ofGradients(layer, shares().getFirst(), buffers, seams.output());
    }

    @Override
    List<SequencePass> passes() {
        return passes;
    }

    @Override
    void readFrom(Matrix input) {
        pass.readFrom(input);
    }

    @Override
    void forward(int worker, Start start) {
        pass.forward(worker, start);
        // A worker has computed its units' rows itself.
        copy(values, worker);
    }

    @Override
    void backward(int worker, boolean toInitialStates) {
        copy(gradients, worker);
        pass.backward(worker, toInitialStates, stepEnd);
        pass.inputGradient(worker);
    }

    private void copy(StepCopies copies, int worker) {
        StepPart before = team.clock(worker).enter(StepPart.PACKING);
        copies.copy(pass.firstUnit(worker), pass.firstUnit(worker + 1));
        team.clock(worker).enter(before);
    }

    /** A step's gradients of pre-activations are in the cache when the step is done, and far away when all are. */
    private void addStep(int worker, int step) {
        StepPart before = team.clock(worker).enter(StepPart.GRADIENTS);
        sums.addStep(worker, pass, step, start());
        team.clock(worker).enter(before);
    }

    @Override
    void finish(int worker) {
        StepPart before = team.clock(worker).enter(StepPart.GRADIENTS);
        if (stepEnd == SequencePass.StepEnd.NOTHING) {
            sums.sum(worker, passes, start());
        } else {
            sums.vectors(worker, pass, false);
        }
        team.clock(worker).enter(before);
    }

    @Override
    Arrangement reformed(LayerMaps maps) {
        return new CommonPass(layer(), team, seams, maps, pass.buffers());
    }
}
