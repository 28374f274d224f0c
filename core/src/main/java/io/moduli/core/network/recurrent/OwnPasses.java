package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.Start;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Some sequences in a pass of each worker's own, with buffers of its own. What the layer has in common with its neighbours is
 * copied to and from them, by rows after a barrier, so that no worker writes where another does.
 */
final class OwnPasses extends Arrangement {

    private final Team team;
    private final Seams seams;
    private final List<SequencePass> passes;
    /** The steps of what each pass reads, and of its gradient of the input, if anyone wants that. */
    private final Matrix[][] inputs;
    private final Matrix[][] inputGradients;
    private final LayerMaps maps;
    private final List<StepCopies> values;
    private final List<StepCopies> gradients;
    private Optional<Matrix> input = Optional.empty();

    /**
     * An arrangement with buffers of its own.
     *
     * @param maps the layer's weights, for the team
     * @param shares the sequences of each worker
     */
    OwnPasses(LayerDefinition layer, Team team, Seams seams, LayerMaps maps, List<SequenceShare> shares) {
        this(
                layer, team, seams, maps, shares,
                shares.stream()
                        .map(share -> new LayerBuffers(
                                layer.cell().shape(), extents(layer, share),
                                seams.layouts().of(layer.parameters().recurrent().format(), share.count()),
                                OptionalInt.of(layer.parameters().input().columns()),
                                seams.inputGradient().isPresent()))
                        .toList());
    }

    private OwnPasses(
            LayerDefinition layer, Team team, Seams seams, LayerMaps maps, List<SequenceShare> shares,
            List<LayerBuffers> buffers) {
        super(layer, shares);
        this.team = team;
        this.seams = seams;
        this.maps = maps;
        this.inputs = buffers.stream().map(own -> own.input.orElseThrow().eachStep()).toArray(Matrix[][]::new);
        this.inputGradients = buffers.stream()
                .flatMap(own -> own.inputGradient.stream())
                .map(ActivationSequence::eachStep)
                .toArray(Matrix[][]::new);
        this.passes = IntStream.range(0, shares.size())
                .mapToObj(number -> ownPass(
                        layer, buffers.get(number), new Team(team, number)))
                .toList();
        this.values = IntStream.range(0, shares.size())
                .mapToObj(number -> StepCopies.ofValues(
                        layer, shares.get(number), buffers.get(number), seams.output()))
                .toList();
        this.gradients = IntStream.range(0, shares.size())
                .mapToObj(number -> StepCopies.ofGradients(
                        layer, shares.get(number), buffers.get(number), seams.output()))
                .toList();
    }

    private static SequencePass ownPass(LayerDefinition layer, LayerBuffers buffers, Team alone) {
        return SequencePass.of(
                layer, LayerMaps.apart(layer.parameters(), alone), buffers, Optional.empty(), alone);
    }

    private static LayerExtents extents(LayerDefinition layer, SequenceShare share) {
        return new LayerExtents(layer.extents().hidden(), layer.extents().time(), share.count());
    }

    @Override
    List<SequencePass> passes() {
        return passes;
    }

    @Override
    void readFrom(Matrix newInput) {
        if (input.isEmpty() || input.get() != newInput) {
            input = Optional.of(newInput);
        }
    }

    @Override
    void forward(int worker, Start start) {
        SequencePass own = passes.get(worker);
        StepPart before = team.clock(worker).enter(StepPart.PACKING);
        shares().get(worker).take(input.orElseThrow(), inputs[worker], 0, input.get().rows());
        own.forward(0, start);
        team.barrier(worker);
        int first = team.begin(layer().extents().hidden(), worker);
        int end = team.end(layer().extents().hidden(), worker);
        for (int number = 0; number < values.size(); number++) {
            values.get(number).copy(first, end);
        }
        team.clock(worker).enter(before);
    }

    @Override
    void backward(int worker, boolean toInitialStates) {
        SequencePass own = passes.get(worker);
        StepPart before = team.clock(worker).enter(StepPart.PACKING);
        gradients.get(worker).copy(0, layer().extents().hidden());
        team.clock(worker).enter(before);
        own.backward(0, toInitialStates, start());
        own.inputGradient(0);
    }

    @Override
    void finish(int worker) {
        StepPart before = team.clock(worker).enter(StepPart.GRADIENTS);
        for (int number = 0; number < passes.size(); number++) {
            passes.get(number).gradients().give(worker, team, maps, number > 0);
        }
        team.clock(worker).enter(StepPart.PACKING);
        giveInputGradient(worker);
        team.clock(worker).enter(before);
    }

    private void giveInputGradient(int worker) {
        if (seams.inputGradient().isEmpty()) {
            return;
        }
        Matrix gradient = seams.inputGradient().get();
        int first = team.begin(gradient.rows(), worker);
        int end = team.end(gradient.rows(), worker);
        for (int number = 0; number < passes.size(); number++) {
            shares().get(number).give(inputGradients[number], gradient, first, end);
        }
    }

    @Override
    Arrangement reformed(LayerMaps maps) {
        return new OwnPasses(
                layer(), team, seams, maps, shares(),
                passes.stream().map(SequencePass::buffers).toList());
    }
}
