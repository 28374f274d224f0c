package io.moduli.api.task;

import io.moduli.api.report.Exhibit;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A task whose data is available.
 *
 * <p>A batch is a pure function of (seed, split, index): it can be made ahead, by another thread, and again.
 */
public interface OpenTask extends AutoCloseable {

    /** What the network and the batches look like. */
    TaskShape shape();

    /**
     * What was fitted to the training data or drawn from the seed when the task was opened, so that a stored network is
     * evaluated as it was trained: everything that determines what inputs and outputs mean and that may differ when the task
     * is opened with another seed or on other data. It never changes.
     *
     * @return what {@link Task#open(FittedState)} takes back
     */
    default FittedState fitted() {
        return FittedState.NONE;
    }

    /**
     * How many batches an epoch of a split has. Indices continue beyond it: batch {@code batches(TRAIN)} is the first of the
     * second epoch, which a task may shuffle again.
     */
    long batches(Split split);

    /**
     * Writes everything of a batch that the {@link #shape()} asks for.
     *
     * <p>Several threads may call this at once: if a processor is free, training batches are made ahead, while the batches of
     * a validation, or those that a pruner asks for, are made at the same time. Each call has a batch of its own; anything
     * else that a call writes to, such as scratch memory or a random generator, must be its own, too.
     *
     * @param split the data that the batch is of
     * @param index its number among the split's batches, from 0, also beyond {@link #batches}
     * @param batch where to write it, of this task's shape; what it held before is not defined
     */
    void fill(Split split, long index, Batch batch);

    /**
     * Whether the sequences of a batch go on from where those of the batch before it ended; asked only where the initial
     * state is {@link InitialState.Carried}.
     */
    default boolean continues(Split split, long index) {
        return false;
    }

    /**
     * Where the features lie that a weight of a role connects with units, such as place cells in a box. The host stretches the
     * unit square over the fundamental domain of the units' space.
     *
     * @param role {@code INPUT}: the features of the input; {@code INITIAL_STATE}: those of the start; {@code READ_OUT}: outputs
     * @return [features][2], each number from 0 to 1, always the same; empty if they lie nowhere, which is the default
     */
    default Optional<double[][]> places(WeightRole role) {
        return Optional.empty();
    }

    /** A new evaluation without any batches. */
    Evaluation evaluation(Split split);

    /** The loss of the best answer that ignores the input, to compare with; not given where nobody knows it. */
    default OptionalDouble baselineLoss() {
        return OptionalDouble.empty();
    }

    /**
     * What the task shows of a trained network in the report of a run, such as decoded paths or a sample of text.
     *
     * @param network the network as the run left it
     */
    default List<Exhibit> exhibits(NetworkProbe network) {
        return List.of();
    }

    @Override
    default void close() {}
}
