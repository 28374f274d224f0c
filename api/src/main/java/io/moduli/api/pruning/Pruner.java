package io.moduli.api.pruning;

import io.moduli.api.geometry.GeometryReader;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Set;

/**
 * Chooses which entries of the weights survive. Biases are never pruned.
 *
 * <p>A run binds it once to all weights of the roles that it is on. Before training the {@link BoundPruner} may give first
 * masks; then it is asked for new ones at its {@linkplain #cadence() cadence}, at the share that the {@linkplain #schedule()
 * schedule} gives, whether that has changed or not. A stage of type {@code prune} asks it once, at a share of the stage's own;
 * a {@code lottery-ticket} stage never asks.
 *
 * <p>What it returns is checked against what it declares here. A mask whose extents are not its weight's, one that keeps fewer
 * entries than {@link #minimumKept()}, or one that brings entries back where {@link #regrowth()} is {@link Regrowth#NONE} ends
 * the run with an error that names the pruner and the weight.
 */
public interface Pruner extends GeometryReader {

    /**
     * The roles of the weights that it is on.
     *
     * @return one role or more, always the same
     */
    Set<WeightRole> on();

    /**
     * The schedule of sparsity that training stages follow; a stage may have its own instead.
     *
     * @return the course; it must not fall where {@link #regrowth()} is {@link Regrowth#NONE}
     */
    SparsitySchedule schedule();

    /**
     * When it is asked for masks.
     *
     * @return every epoch by default
     */
    default Cadence cadence() {
        return Cadence.everyEpoch();
    }

    /**
     * Whether it brings entries back, and what those begin with.
     *
     * @return {@link Regrowth#NONE} by default
     */
    default Regrowth regrowth() {
        return Regrowth.NONE;
    }

    /**
     * Whether its first masks remove the share that the schedule has at 0 epochs, and are chosen without {@link
     * PrunableWeight#entries()} or {@link PrunableWeight#gradient}. A weight that begins sparse then never has memory for
     * all of its entries.
     *
     * @return always the same answer; false by default
     */
    default boolean startsSparse() {
        return false;
    }

    /**
     * The share of its entries that every matrix keeps, as far as it still has them: of N entries at least {@code
     * rint(minimumKept · N)} survive a round, or all that there were.
     *
     * @return from 0 to 1, 0 by default
     */
    default double minimumKept() {
        return 0;
    }

    /**
     * Binds it to the weights of a network. Bindings are independent of each other. A pipeline is also bound when it is
     * checked, so that whatever is refused here is reported before training; expensive work should wait for the first round.
     *
     * @param weights those of the roles that it is on, with the places of their units where these have any; every round shows
     *     them in this order
     * @return a pruner of these weights
     * @throws IllegalArgumentException if it cannot prune such weights; the message says what it needs
     * @throws io.moduli.api.settings.SettingException if one of its settings does not fit the weights
     */
    BoundPruner bind(List<PlacedWeight> weights);
}
