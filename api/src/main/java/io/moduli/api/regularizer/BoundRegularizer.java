package io.moduli.api.regularizer;

import io.moduli.api.state.Stateful;
import io.moduli.api.weight.EntryBlock;
import java.util.Optional;

/**
 * A regularizer on one weight matrix.
 *
 * <p>The order of calls is: perhaps {@link #renumber}; {@link #restructure} once and again after each pruning; at every
 * training step {@link #accumulate} for each block of rows, by several threads at once but never twice for a block, then
 * {@link #afterStep}.
 */
public interface BoundRegularizer extends Stateful {

    /**
     * Gives the units of the weight's layer new numbers, before anything else: unit k is from now on the one that was number
     * {@code order[k]}. Units that are near on a {@link #geometry} become neighbours in memory, where the weights among them
     * are multiplied faster. Before training all units are alike but for what regularizers drew for them, so nothing else
     * has to know.
     *
     * <p>A regularizer that ties anything to the number of a unit, such as a point, takes it along; others do nothing, which
     * is the default.
     *
     * @param order the former number of each unit
     */
    default void renumber(int[] order) {}

    /**
     * Learns which entries are stored from now on, the place to prepare a coefficient for each.
     *
     * @param entries all the stored entries of the matrix as one block
     */
    default void restructure(EntryBlock entries) {}

    /**
     * Adds the penalty's gradient to the gradients of the block's entries and returns the block's share of the penalty.
     * An entry of value 0 contributes nothing to either.
     */
    double accumulate(EntryBlock block);

    /** Called once after every step of the optimizer, for what is learned beside the weights. */
    default void afterStep(TrainingStep step) {}

    /** Where it places the layer's neurons, if it does. */
    default Optional<NeuronGeometry> geometry() {
        return Optional.empty();
    }
}
