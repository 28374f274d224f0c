package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.ActivationMatrix;
import io.moduli.core.network.block.Start;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Some sequences in a pass of each worker's own, with buffers of its own. What the layer has in common with its neighbours is
 * copied to and from them, by rows after a barrier, so that no worker writes where another does.
 */
final class OwnPasses extends Arrangement {

    private final Team team;
    private final Seams seams;
    private final List<SequencePass> passes;
    /** What each pass reads, and where it has its gradient of the input, if anyone wants that. */
    private final Matrix[] inputs;
    private final Matrix[] inputGradients;
    private final LayerGradients sums;
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
                layer, team, seams, maps, shares, inputColumns(layer, shares),
                seams.inputGradient().isPresent() ? inputColumns(layer, shares) : new Matrix[0],
                shares.stream()
                        .map(share -> new LayerBuffers(
                                layer.cell().shape(), extents(layer, share),
                                seams.layouts().of(layer.parameters().recurrent().format(), share.count())))
                        .toList());
    }

    private OwnPasses(
            LayerDefinition layer, Team team, Seams seams, LayerMaps maps, List<SequenceShare> shares,
            Matrix[] inputs, Matrix[] inputGradients, List<LayerBuffers> buffers) {
        super(layer, shares);
        this.team = team;
        this.seams = seams;
        this.sums = new LayerGradients(layer, maps, team);
        this.inputs = inputs;
        this.inputGradients = inputGradients;
        this.passes = IntStream.range(0, shares.size())
                .mapToObj(number -> ownPass(
                        layer, buffers.get(number), inputs[number], ownGradient(number), new Team(team, number)))
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

    private Optional<Matrix> ownGradient(int number) {
        return seams.inputGradient().map(_ -> inputGradients[number]);
    }

    private static SequencePass ownPass(
            LayerDefinition layer, LayerBuffers buffers, Matrix input, Optional<Matrix> inputGradient, Team alone) {
        SequencePass own = new SequencePass(
                layer, LayerMaps.of(layer.parameters(), alone), buffers, inputGradient, alone);
        own.readFrom(input);
        return own;
    }

    private static LayerExtents extents(LayerDefinition layer, SequenceShare share) {
        return new LayerExtents(layer.extents().hidden(), layer.extents().time(), share.count());
    }

    private static Matrix[] inputColumns(LayerDefinition layer, List<SequenceShare> shares) {
        int features = layer.parameters().input().columns();
        return shares.stream()
                .map(share -> ActivationMatrix.allocate(features, extents(layer, share).columns()))
                .toArray(Matrix[]::new);
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
        shares().get(worker).take(input.orElseThrow(), inputs[worker], 0, inputs[worker].rows());
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
        own.backward(0, toInitialStates, SequencePass.StepEnd.NOTHING);
        own.inputGradient(0);
    }

    @Override
    void finish(int worker) {
        StepPart before = team.clock(worker).enter(StepPart.GRADIENTS);
        sums.sum(worker, passes, start());
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
                layer(), team, seams, maps, shares(), inputs, inputGradients,
                passes.stream().map(SequencePass::buffers).toList());
    }
}
