package io.moduli.core.network;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import java.util.List;
import java.util.Optional;

/** All sequences in a single pass, whose rows the team shares. */
final class CommonPass extends Arrangement {

    private final Team team;
    private final SequencePass pass;
    private final List<SequencePass> passes;
    private final Optional<Matrix> inputGradient;

    /** An arrangement with buffers of its own. */
    CommonPass(LayerDefinition layer, Team team, Seams seams) {
        this(
                layer, team, new LayerBuffers(layer.cell().shape(), layer.extents(), seams.hiddenStates()),
                seams.input(), seams.inputGradient());
    }

    private CommonPass(
            LayerDefinition layer, Team team, LayerBuffers buffers, Matrix input, Optional<Matrix> inputGradient) {
        super(layer, SequenceShare.whole(layer.extents().batch()));
        this.team = team;
        this.pass = new SequencePass(layer, LayerMaps.of(layer.parameters(), team), buffers, team, input);
        this.passes = List.of(pass);
        this.inputGradient = inputGradient;
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
        if (inputGradient.isPresent()) {
            pass.inputGradient(worker, inputGradient.get());
        }
    }

    @Override
    void giveInputGradient(int worker) {
        // the pass has written it where it belongs
    }

    @Override
    Arrangement reformed() {
        return new CommonPass(layer(), team, pass.buffers(), pass.input(), inputGradient);
    }
}
