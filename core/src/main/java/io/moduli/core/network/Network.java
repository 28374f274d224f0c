package io.moduli.core.network;

import io.moduli.api.pruning.PrunableWeight.GradientVisitor;
import io.moduli.api.task.Batch;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.threads.WorkerClock;
import io.moduli.core.loss.LossFunction;
import io.moduli.core.network.block.Block;
import io.moduli.core.network.block.Pass;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.RecurrentLayer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A recurrent network with the memory of its activations: once it has been created, neither a forward nor a backward
 * pass allocates anything that grows with the network.
 *
 * <p>It is a list of {@link Block}s. A training step is a {@linkplain #trainingPass pass} forward through them, with the loss
 * at the end, and backward in the reverse order; after it every parameter's gradient is that of this batch alone.
 */
public final class Network {

    private final NetworkPlan plan;
    private final StoragePolicy storagePolicy;
    private final NetworkBlocks blocks;
    private final List<Parameter> parameters;
    private final WorkerClock clock;
    private Optional<Pass> last = Optional.empty();

    /** A network that stores pruned weights by the default rule. */
    public Network(NetworkPlan plan, Team team) {
        this(plan, team, StoragePolicy.AUTO);
    }

    /**
     * Allocates a network whose parameters are all 0.
     *
     * @param team the threads that all passes use
     * @param storagePolicy how pruned weights are stored
     */
    public Network(NetworkPlan plan, Team team, StoragePolicy storagePolicy) {
        this(plan, team, storagePolicy, Map.of());
    }

    /**
     * Allocates a network some of whose weights begin sparse. Those that are stored sparse never have memory for all of their
     * entries.
     *
     * @param team the threads that all passes use
     * @param storagePolicy how weights with masks are stored
     * @param masks of the weights that begin sparse, by their names
     */
    public Network(NetworkPlan plan, Team team, StoragePolicy storagePolicy, Map<String, Mask> masks) {
        this(plan, team, storagePolicy,
                NetworkBlocks.of(plan, team, new NetworkStart(plan, storagePolicy, masks)::allocate));
    }

    private Network(NetworkPlan plan, Team team, StoragePolicy storagePolicy, NetworkBlocks blocks) {
        this.plan = plan;
        this.storagePolicy = storagePolicy;
        this.blocks = blocks;
        this.parameters = blocks.parameters();
        this.clock = team.clock(0);
    }

    /**
     * A network that shares the parameters of this one and has its own activations. Several of them may run forward at
     * the same time, each on its own threads, as long as the parameters do not change.
     *
     * @param sequenceLength time steps of its sequences
     * @param batchSize how many sequences it has
     */
    public Network sharing(int sequenceLength, int batchSize, Team team) {
        NetworkPlan own = plan.of(sequenceLength, batchSize);
        Map<String, Parameter> byName = parameters.stream()
                .collect(Collectors.toMap(Parameter::name, Function.identity()));
        return new Network(own, team, storagePolicy, NetworkBlocks.of(
                own, team, parameter -> Objects.requireNonNull(byName.get(parameter.name()))));
    }

    /** What the network was made from. */
    public NetworkPlan plan() {
        return plan;
    }

    /** All parameters, each once, in the order of the plan. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The parameters that are weights. */
    public List<Parameter> weights() {
        return parameters.stream().filter(parameter -> parameter.weight().isPresent()).toList();
    }

    /** Whether all values of all parameters are finite. */
    public boolean isFinite() { return notFinite().isEmpty(); }

    /** The first parameter that has a value which is not finite. */
    public Optional<Parameter> notFinite() {
        return parameters.stream().filter(parameter -> !parameter.isFinite()).findFirst();
    }

    /**
     * How the network would store one of its weights with a given mask, for {@link Parameter#prune}.
     *
     * @throws java.util.NoSuchElementException if it is not a weight
     */
    public StorageChoice storageOf(Parameter weight, Mask mask) {
        return plan.storageOf(storagePolicy, weight.weight().orElseThrow(), mask);
    }

    /**
     * Scales recurrent weights until a gradient changes by a given factor in one time step, on average over all steps.
     *
     * @param batch a training batch
     * @param gain the factor; with 1, gradients neither vanish nor explode
     */
    public void calibrate(Batch batch, double gain) {
        new GradientCalibration(this, batch, gain).run();
    }

    /**
     * Computes the outputs for a batch without dropout.
     *
     * @param continues whether carried states continue from the previous batch; otherwise sequences start from 0
     * @return the outputs, [outputs × columns], valid until the next pass
     */
    public Matrix forward(Batch batch, boolean continues) {
        return forward(batch, Start.of(plan.task().initialState(), continues));
    }

    /**
     * Computes the outputs for a batch without dropout, from given initial states.
     *
     * @return the outputs, [outputs × columns], valid until the next pass
     */
    public Matrix forward(Batch batch, Start start) {
        forward(new Pass(batch, start, OptionalLong.empty(), Optional.empty()));
        return blocks.readOut().outputs();
    }

    /**
     * Runs a batch forward and backward without dropout.
     *
     * @param continues as for {@link #forward}
     * @return the loss; the gradients of all parameters are those of this loss
     */
    public double pass(Batch batch, boolean continues, LossFunction loss) {
        return bothWays(pass(batch, continues, OptionalLong.empty(), Optional.of(loss)));
    }

    /**
     * Runs a training batch forward and backward: as {@link #pass}, with dropout if the network has any.
     *
     * @param dropoutSeed decides which values are dropped
     */
    public double trainingPass(Batch batch, boolean continues, long dropoutSeed, LossFunction loss) {
        return bothWays(pass(batch, continues, OptionalLong.of(dropoutSeed), Optional.of(loss)));
    }

    /**
     * Repeats the last pass, forward and backward, with the current weights: on the same batch, from the same initial
     * states, dropping the same values. The states carried on to the next batch are those of the repeated pass, so they
     * are unchanged if no weight has changed since.
     *
     * @throws IllegalStateException if there was no pass yet, or the last one was without a loss
     */
    public void repeat() {
        bothWays(lastWithLoss().again());
    }

    /**
     * Shows the gradient of the last pass with respect to all entries of a weight, stored or not, in blocks of rows.
     * For a weight that is stored dense, it is the parameter's gradient, including anything that was added to it.
     *
     * @throws IllegalStateException if there was no pass yet, or the last one was without a loss
     */
    public void gradient(Parameter weight, GradientVisitor visitor) {
        gradient(weight, GradientBlocks.rows(weight.rows(), weight.columns()), visitor);
    }

    /** The same in blocks of a given number of rows. */
    void gradient(Parameter weight, int rowsOfBlock, GradientVisitor visitor) {
        lastWithLoss();
        GradientBlocks.show(blocks.all(), weight, rowsOfBlock, visitor);
    }

    private Pass lastWithLoss() {
        return last.filter(before -> before.loss().isPresent())
                .orElseThrow(() -> new IllegalStateException("there is no pass with a loss that could be repeated"));
    }

    private Pass pass(Batch batch, boolean continues, OptionalLong dropoutSeed, Optional<LossFunction> loss) {
        return new Pass(batch, Start.of(plan.task().initialState(), continues), dropoutSeed, loss);
    }

    private void forward(Pass pass) {
        last = Optional.of(pass);
        for (int number = 0; number < blocks.all().size(); number++) {
            Block block = blocks.all().get(number);
            StepPart before = clock.enter(block.part());
            block.forward(pass);
            clock.enter(before);
        }
    }

    private double bothWays(Pass pass) {
        forward(pass);
        for (int number = blocks.all().size() - 1; number >= 0; number--) {
            Block block = blocks.all().get(number);
            StepPart before = clock.enter(block.part());
            block.backward(pass);
            clock.enter(before);
        }
        return blocks.readOut().loss();
    }

    /** The hidden states of the last layer after every step of the last pass, [hidden × time · batch]; not to be changed. */
    public Matrix hidden() {
        return blocks.layers().getLast().states();
    }

    /** The layers, for access to their states. */
    public List<RecurrentLayer> layers() {
        return blocks.layers();
    }
}
