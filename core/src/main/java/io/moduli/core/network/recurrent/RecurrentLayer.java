package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.maps.GradientProduct;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.storage.StructureWatch;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.ActivationMatrix;
import io.moduli.core.network.block.Block;
import io.moduli.core.network.block.Pass;
import io.moduli.core.network.block.Signal;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.ActivationSequence.Layout;
import io.moduli.core.network.recurrent.ActivationSequence.LayoutRule;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;

/**
 * One recurrent layer. An {@link Arrangement} determines how its sequences pass through it, and
 * {@link SequenceShare#forTeam} which arrangement is faster for the current storage of the weights; gradients of the
 * parameters are {@linkplain PassGradients sums} over all passes.
 */
public final class RecurrentLayer implements Block {

    private final LayerDefinition layer;
    private final Team team;
    private final LongFunction<List<SequenceShare>> sharing;
    private final LayoutRule layouts;
    private final Optional<Signal> input;
    private final Optional<Signal> initialHidden;
    private final Signal output;
    private final StructureWatch structure;
    private final IntConsumer forwardPart = this::forward;
    private final IntConsumer backwardPart = this::backward;
    private Arrangement arrangement;
    private Start start = Start.ZERO;
    private boolean toInitialStates;

    /**
     * @param sharing gives the sequences of each pass from the bytes of the recurrent weight: a single share, or one
     *     for each worker
     * @param input the layer's input, [features × time · batch]; empty if every batch brings its own, whose gradient is
     *     not needed
     * @param initialHidden the initial hidden states, [hidden × batch], if a block computes any
     */
    public RecurrentLayer(
            LayerDefinition layer, Team team, LongFunction<List<SequenceShare>> sharing, Optional<Signal> input,
            Optional<Signal> initialHidden) {
        this(layer, team, sharing, Layout::of, input, initialHidden);
    }

    /** @param layouts the layout of activations in memory */
    RecurrentLayer(
            LayerDefinition layer, Team team, LongFunction<List<SequenceShare>> sharing, LayoutRule layouts,
            Optional<Signal> input, Optional<Signal> initialHidden) {
        this.layouts = layouts;
        this.layer = layer;
        this.team = team;
        this.sharing = sharing;
        this.input = input;
        this.initialHidden = initialHidden;
        this.output = Signal.allocate(
                layer.extents().hidden(),
                layer.everyStep() ? layer.extents().columns() : layer.extents().batch());
        this.structure = new StructureWatch(List.of(layer.parameters().input(), layer.parameters().recurrent()));
        LayerMaps maps = LayerMaps.of(layer.parameters(), team);
        this.arrangement = arranged(shares(), maps);
    }

    private List<SequenceShare> shares() {
        return sharing.apply(recurrentWeight().storage().bytesOfValues());
    }

    private Arrangement arranged(List<SequenceShare> shares, LayerMaps maps) {
        Arrangement.Seams seams = new Arrangement.Seams(input.map(Signal::gradient), output, layouts);
        return shares.size() == 1
                ? new CommonPass(layer, team, seams, maps)
                : new OwnPasses(layer, team, seams, maps, shares);
    }

    /** Divides the work anew; the states are kept, for a batch that continues from them. */
    private void rearrange() {
        LayerMaps maps = LayerMaps.of(layer.parameters(), team);
        List<SequenceShare> shares = shares();
        if (arrangement.fits(shares, layouts)) {
            arrangement = arrangement.reformed(maps);
        } else {
            Arrangement before = arrangement;
            arrangement = arranged(shares, maps);
            arrangement.takeStates(before);
        }
    }

    @Override
    public List<Parameter> parameters() {
        return layer.parameters().all();
    }

    /** The weight from the hidden state to the gates. */
    public Parameter recurrentWeight() {
        return layer.parameters().recurrent();
    }

    /**
     * The output that the next part of the network reads, and whose gradient it writes: the hidden states after every
     * step, [hidden × time · batch], or after the last one, [hidden × batch].
     */
    public Signal output() {
        return output;
    }

    /**
     * Whether each time step's activations are stored in a separate matrix, rather than all steps in one.
     *
     * @param recurrent how the recurrent weight is stored
     */
    public static boolean liesByStep(StorageFormat recurrent, int sequences) {
        return Layout.of(recurrent, sequences) == Layout.BY_STEP;
    }

    /** The number of passes in which the sequences are processed: 1, or one for each worker. */
    public int passes() {
        return arrangement.passes().size();
    }

    /** How sequences were processed in the last pass. */
    Arrangement arrangement() {
        return arrangement;
    }

    /** A copy of the hidden states after every step of the last pass, [hidden × time · batch]. */
    public Matrix states() {
        Matrix states = ActivationMatrix.allocate(layer.extents().hidden(), layer.extents().columns());
        arrangement.gatherStates(states);
        return states;
    }

    /**
     * A copy of one of the cell's states after the last step of the last pass, [hidden × batch].
     *
     * @param state its number among the cell's states; 0 is the hidden one
     */
    public Matrix lastState(int state) {
        return arrangement.gathered(layer.extents().batch(), pass -> pass.buffers().lastState(state));
    }

    /**
     * Replaces the states from which the next pass continues.
     *
     * @param state its number among the cell's states
     * @param values [hidden × batch]
     */
    public void replaceLastState(int state, Matrix values) {
        arrangement.spread(values, pass -> pass.buffers().lastState(state));
    }

    @Override
    public StepPart part() {
        return StepPart.OTHER;
    }

    @Override
    public void forward(Pass pass) {
        if (structure.changed()) {
            rearrange();
        }
        arrangement.readFrom(input.isPresent() ? input.get().values() : pass.batch().input());
        if (pass.start() == Start.GIVEN) {
            arrangement.spread(given().values(), sequences -> sequences.buffers().initialState(0));
        } else if (pass.start() == Start.ZERO && start != Start.ZERO) {
            arrangement.passes().forEach(SequencePass::zeroInitialStates);
        }
        start = pass.start();
        arrangement.startFrom(start);
        team.run(forwardPart);
    }

    private Signal given() {
        return initialHidden
                .orElseThrow(() -> new IllegalStateException("the layer is given no state to start from"));
    }

    @Override
    public void backward(Pass pass) {
        toInitialStates = start == Start.GIVEN;
        team.run(backwardPart);
        if (toInitialStates) {
            arrangement.gather(sequences -> sequences.buffers().initialHiddenGradient(), given().gradient());
        }
    }

    @Override
    public void addGradient(Parameter weight, int firstRow, Matrix rows) {
        for (SequencePass pass : arrangement.passes()) {
            List<GradientProduct> products = pass.gradients().products(weight, start);
            team.run(worker -> GradientProduct.add(
                    products, firstRow, rows, team.begin(rows.rows(), worker), team.end(rows.rows(), worker)));
        }
    }

    /**
     * Runs backward as far as the states before the first step, whatever these are.
     *
     * @return the sum of squares of the gradients with respect to them
     */
    public double backwardToInitialStates() {
        toInitialStates = true;
        team.run(backwardPart);
        double sum = 0;
        for (SequencePass pass : arrangement.passes()) {
            sum += squares(pass.buffers().initialHiddenGradient());
            for (Matrix state : pass.buffers().initialStateGradients()) {
                sum += squares(state);
            }
        }
        return sum;
    }

    private static double squares(Matrix matrix) {
        double sum = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                double value = matrix.get(row, column);
                sum += value * value;
            }
        }
        return sum;
    }

    private void forward(int worker) {
        arrangement.forward(worker, start);
    }

    private void backward(int worker) {
        arrangement.backward(worker, toInitialStates);
        team.barrier(worker);
        arrangement.finish(worker);
    }
}
