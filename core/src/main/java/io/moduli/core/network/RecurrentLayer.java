package io.moduli.core.network;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.threads.Team;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * One recurrent layer. Its sequences go through it in a single {@link SequencePass} that all workers share, or in one pass
 * for each worker, as {@link SequenceShare#forTeam} finds faster.
 *
 * <p>Passes of one worker each have buffers of their own; the layer copies between them and the matrices that it has in
 * common with its neighbours, by rows after a barrier, so that no worker writes where another does. Gradients by the
 * parameters are sums over all passes, shared out by rows.
 */
final class RecurrentLayer {

    private final RecurrentCell cell;
    private final LayerParameters parameters;
    private final LayerBuffers.Extents extents;
    private final Team team;
    private final LongFunction<List<SequenceShare>> sharing;
    private final boolean everyStep;
    /** The hidden states with the initial ones in front, and the gradients by them, [hidden × (time + 1) · batch]. */
    private final Signal hiddenStates;
    private final Signal output;
    private final Optional<Matrix> inputGradient;
    private final IntConsumer forwardPart = this::forward;
    private final IntConsumer backwardPart = this::backward;
    private Arrangement arrangement;
    private Matrix input;

    /**
     * How the sequences go through the layer.
     *
     * @param shares the sequences of each pass
     * @param parameters with the maps of each pass
     * @param passes a single one for the team, or one for each worker
     * @param inputGradients where each worker's pass has its gradient by the input, if anyone wants it
     */
    private record Arrangement(
            List<SequenceShare> shares, List<LayerParameters> parameters, List<SequencePass> passes,
            Matrix[] inputGradients) {

        boolean apart() {
            return shares.size() > 1;
        }
    }

    /**
     * @param sharing gives for the bytes of the recurrent weight the sequences of each pass: a single share, or one for each
     *     worker
     * @param input what the layer reads, [features × time · batch]; empty where every batch brings its own
     * @param inputGradient where the gradient by the input goes, if anyone wants it
     * @param everyStep whether what comes next reads the states of every step, rather than of the last one only
     */
    RecurrentLayer(
            RecurrentCell cell,
            LayerParameters parameters,
            LayerBuffers.Extents extents,
            Team team,
            LongFunction<List<SequenceShare>> sharing,
            Optional<Matrix> input,
            Optional<Matrix> inputGradient,
            boolean everyStep) {
        this.cell = cell;
        this.parameters = parameters;
        this.extents = extents;
        this.team = team;
        this.sharing = sharing;
        this.input = input.orElseGet(this::noInput);
        this.inputGradient = inputGradient;
        this.everyStep = everyStep;
        this.hiddenStates = Signal.allocate(extents.hidden(), extents.columns() + extents.batch());
        this.arrangement = arrangement(shares());
        int first = everyStep ? extents.batch() : extents.columns();
        int columns = everyStep ? extents.columns() : extents.batch();
        this.output = new Signal(
                hiddenStates.values().columnWindow(first, columns),
                hiddenStates.gradient().columnWindow(first, columns));
    }

    /** Stands in for the first batch's input, and would be seen in every result, should a batch ever fail to bring its own. */
    private Matrix noInput() {
        Matrix none = Matrix.allocate(parameters.input().parameter().columns(), extents.columns());
        none.fill(Float.NaN);
        return none;
    }

    private List<SequenceShare> shares() {
        return sharing.apply(parameters.recurrent().parameter().bytesOfValues());
    }

    private Arrangement arrangement(List<SequenceShare> shares) {
        if (shares.size() == 1) {
            LayerBuffers buffers = new LayerBuffers(cell.shape(), extents, hiddenStates);
            return new Arrangement(
                    shares, List.of(parameters),
                    List.of(new SequencePass(cell, parameters, buffers, team, input, everyStep)), new Matrix[0]);
        }
        List<Team> crews = shares.stream().map(_ -> new Team(1)).toList();
        List<LayerParameters> ofCrews = crews.stream().map(parameters::forTeam).toList();
        Matrix[] inputs = inputColumns(shares);
        List<SequencePass> passes = IntStream.range(0, shares.size())
                .mapToObj(number -> new SequencePass(
                        cell, ofCrews.get(number), new LayerBuffers(cell.shape(), extents(shares.get(number))),
                        crews.get(number), inputs[number], everyStep))
                .toList();
        return new Arrangement(
                shares, ofCrews, passes, inputGradient.isPresent() ? inputColumns(shares) : new Matrix[0]);
    }

    private LayerBuffers.Extents extents(SequenceShare share) {
        return new LayerBuffers.Extents(extents.hidden(), extents.time(), share.count());
    }

    private Matrix[] inputColumns(List<SequenceShare> shares) {
        int features = parameters.input().parameter().columns();
        return shares.stream()
                .map(share -> ActivationMatrix.allocate(features, extents(share).columns()))
                .toArray(Matrix[]::new);
    }

    /**
     * Shares the work out anew, after the maps of {@link #parameters} were re-formed. The states after the last step stay, for
     * a batch that goes on from them.
     */
    void reform() {
        Arrangement before = arrangement;
        List<SequenceShare> shares = shares();
        if (before.shares().equals(shares)) {
            if (before.apart()) {
                before.parameters().forEach(LayerParameters::reform);
            }
            before.passes().forEach(SequencePass::reform);
            return;
        }
        List<Matrix> lastStates = IntStream.range(0, cell.shape().states().size())
                .mapToObj(state -> gathered(extents.batch(), pass -> pass.buffers().lastState(state)))
                .toList();
        arrangement = arrangement(shares);
        for (int state = 0; state < lastStates.size(); state++) {
            int number = state;
            spread(lastStates.get(state), pass -> pass.buffers().lastState(number));
        }
    }

    /** What all passes have of something, side by side: [hidden × columns]. */
    Matrix gathered(int columns, Function<SequencePass, Matrix> source) {
        Matrix all = Matrix.allocate(extents.hidden(), columns);
        gather(source, all);
        return all;
    }

    private void gather(Function<SequencePass, Matrix> source, Matrix all) {
        for (int number = 0; number < arrangement.passes().size(); number++) {
            Matrix own = source.apply(arrangement.passes().get(number));
            arrangement.shares().get(number).give(own, all, 0, extents.hidden());
        }
    }

    /** Gives each pass its columns of a matrix, [hidden × columns]. */
    void spread(Matrix all, Function<SequencePass, Matrix> target) {
        for (int number = 0; number < arrangement.passes().size(); number++) {
            Matrix own = target.apply(arrangement.passes().get(number));
            arrangement.shares().get(number).take(all, own, 0, extents.hidden());
        }
    }

    LayerParameters parameters() {
        return parameters;
    }

    /**
     * What the next part of the network reads, and where it writes the gradient: the hidden states after every step, [hidden
     * × time · batch], or after the last one, [hidden × batch].
     */
    Signal output() {
        return output;
    }

    /** How sequences go through the layer: all in one pass, or some in each of several. */
    List<SequencePass> passes() {
        return arrangement.passes();
    }

    /** The hidden states after every step of the last pass, [hidden × time · batch]; not to be changed. */
    Matrix states() {
        Matrix states = hiddenStates.values().columnWindow(extents.batch(), extents.columns());
        if (arrangement.apart()) {
            gather(pass -> pass.buffers().outputs(), states);
        }
        return states;
    }

    /** Says what the next passes start from. */
    void startFrom(SequencePass.Start start) {
        for (SequencePass pass : passes()) {
            pass.startFrom(start);
        }
    }

    /** Starts from hidden states, [hidden × batch]. */
    void startFrom(Matrix hidden) {
        startFrom(SequencePass.Start.GIVEN);
        spread(hidden, pass -> pass.buffers().initialState(0));
    }

    /** Copies the gradient by the first hidden states, [hidden × batch]. */
    void copyInitialGradient(Matrix gradient) {
        gather(pass -> pass.buffers().initialHiddenGradient(), gradient);
    }

    /** From the input and the initial states to the states of all steps. */
    void forward() {
        team.run(forwardPart);
    }

    /** The same from a batch's own input, which the backward pass reads again. */
    void forward(Matrix batchInput) {
        input = batchInput;
        if (!arrangement.apart()) {
            passes().getFirst().readFrom(batchInput);
        }
        forward();
    }

    /** From the gradient by the {@link #output} to those by the parameters, the initial states and the input. */
    void backward() {
        team.run(backwardPart);
    }

    private void forward(int worker) {
        Arrangement how = arrangement;
        if (!how.apart()) {
            how.passes().getFirst().forward(worker);
            return;
        }
        SequencePass own = how.passes().get(worker);
        how.shares().get(worker).take(input, own.input(), 0, input.rows());
        own.forward(0);
        team.barrier();
        int first = team.begin(extents.hidden(), worker);
        int end = team.end(extents.hidden(), worker);
        for (int number = 0; number < how.passes().size(); number++) {
            how.shares().get(number).give(
                    how.passes().get(number).output().values(), output.values(), first, end);
        }
    }

    private void backward(int worker) {
        Arrangement how = arrangement;
        if (how.apart()) {
            SequencePass own = how.passes().get(worker);
            how.shares().get(worker).take(output.gradient(), own.output().gradient(), 0, extents.hidden());
            own.backward(0);
            if (inputGradient.isPresent()) {
                own.inputGradient(0, how.inputGradients()[worker]);
            }
        } else {
            SequencePass common = how.passes().getFirst();
            common.backward(worker);
            if (inputGradient.isPresent()) {
                common.inputGradient(worker, inputGradient.get());
            }
        }
        team.barrier();
        for (int number = 0; number < how.passes().size(); number++) {
            parameterGradients(worker, how.passes().get(number), number > 0);
        }
        if (how.apart() && inputGradient.isPresent()) {
            int first = team.begin(input.rows(), worker);
            int end = team.end(input.rows(), worker);
            for (int number = 0; number < how.passes().size(); number++) {
                how.shares().get(number).give(how.inputGradients()[number], inputGradient.get(), first, end);
            }
        }
    }

    /** The worker's rows of a pass's part of the gradients by the parameters. */
    private void parameterGradients(int worker, SequencePass pass, boolean add) {
        LayerBuffers buffers = pass.buffers();
        SequencePass.Recurrence recurrence = pass.recurrence();
        parameters.recurrent().gradient(worker, recurrence.gradient(), recurrence.previousHidden(), add);
        parameters.input().gradient(worker, buffers.fromInput, pass.input(), add);
        if (parameters.inputBias().isPresent()) {
            Matrix inputBias = parameters.inputBias().get().gradient();
            Matrix recurrentBias = parameters.recurrentBias().orElseThrow().gradient();
            int first = team.begin(inputBias.rows(), worker);
            int end = team.end(inputBias.rows(), worker);
            RowKernels.sum(buffers.fromInput, inputBias, add, first, end);
            if (cell.shape().summed()) {
                RowKernels.copy(inputBias, recurrentBias, first, end);
            } else {
                RowKernels.sum(buffers.fromState, recurrentBias, add, first, end);
            }
        }
        int first = team.begin(extents.hidden(), worker);
        int end = team.end(extents.hidden(), worker);
        for (int vector = 0; vector < parameters.vectors().size(); vector++) {
            Parameter parameter = parameters.vectors().get(vector);
            RowKernels.sum(pass.vectorGradients().get(vector), parameter.gradient(), add, first, end);
        }
    }
}
