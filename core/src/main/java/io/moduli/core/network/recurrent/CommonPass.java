package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.Start;
import java.util.List;

/** All sequences in a single pass, whose rows the team shares. */
final class CommonPass extends Arrangement {

    private final Team team;
    private final Seams seams;
    private final SequencePass pass;
    private final List<SequencePass> passes;

    /**
     * An arrangement with buffers of its own.
     *
     * @param maps the layer's weights, for the team
     */
    CommonPass(LayerDefinition layer, Team team, Seams seams, LayerMaps maps) {
        this(
                layer, team, seams, maps,
                new LayerBuffers(layer.cell().shape(), layer.extents(), seams.hiddenStates()));
    }

    private CommonPass(LayerDefinition layer, Team team, Seams seams, LayerMaps maps, LayerBuffers buffers) {
        super(layer, SequenceShare.whole(layer.extents().batch()));
        this.team = team;
        this.seams = seams;
        this.pass = new SequencePass(layer, maps, buffers, team);
        this.passes = List.of(pass);
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
    }

    @Override
    void backward(int worker, boolean toInitialStates) {
        pass.backward(worker, toInitialStates);
        if (seams.inputGradient().isPresent()) {
            pass.inputGradient(worker, seams.inputGradient().get());
        }
    }

    @Override
    void giveInputGradient(int worker) {
        // the pass has written it where it belongs
    }

    @Override
    Arrangement reformed(LayerMaps maps) {
        return new CommonPass(layer(), team, seams, maps, pass.buffers());
    }
}
