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
 * Each worker's sequences in a separate pass with its own buffers. What the layer shares with its neighbours is copied
 * to and from these buffers, by rows after a barrier, so that no two workers write to the same place.
 */
final class OwnPasses extends Arrangement {

    private final Team team;
    private final Seams seams;
    private final List<SequencePass> passes;
    /** The steps of the input of each pass, and of its gradient, if that is needed. */
    private final Matrix[][] inputs;
    private final Matrix[][] inputGradients;
    private final LayerMaps maps;
    private final List<StepCopies> values;
    private final List<StepCopies> gradients;
    private Optional<Matrix> input = Optional.empty();

    /**
     * An arrangement with its own buffers.
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
