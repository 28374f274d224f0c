package io.moduli.api.regularizer;

import io.moduli.api.state.Stateful;
import io.moduli.api.weight.EntryBlock;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A regularizer on one weight matrix.
 *
 * <p>The order of calls is: {@link #restructure} once and again whenever other entries are stored; then, in every training
 * step, {@link #beginStep}, {@link #accumulate} for each block of rows, by several threads at once but never twice for a
 * block, and {@link #endStep}.
 */
public interface BoundRegularizer extends Stateful {

    /**
     * Is told which entries are stored from now on: the place to prepare a coefficient for each.
     *
     * @param entries all the stored entries of the matrix as one block
     */
    default void restructure(EntryBlock entries) {}

    /**
     * Begins a training step: the place to update what depends on points if they have moved, or on all weights together.
     *
     * @param step where training stands
     * @param entries all the stored entries of the matrix as one block, with the values of this step
     */
    default void beginStep(TrainingStep step, EntryBlock entries) {}

    /**
     * Adds the penalty's gradient to the gradients of the block's entries. An entry of value 0 contributes nothing to either
     * penalty or gradient.
     *
     * @param block some rows' stored entries
     * @return the block's share of the penalty
     */
    double accumulate(EntryBlock block);

    /**
     * Ends the regularizer's part in a training step: all blocks have been accumulated, the weights are still the same. This
     * is the place to add to the gradients with respect to points, and to update whatever else the regularizer learns.
     *
     * @param step where training stands
     */
    default void endStep(TrainingStep step) {}

    /**
     * The cost of an entry by the distance of its units, before the strength, for those who draw it.
     *
     * @return c(d) for d in the unit of length of the weight's geometry; empty if cost is not a function of distance
     */
    default Optional<DoubleUnaryOperator> costOverDistance() {
        return Optional.empty();
    }
}
