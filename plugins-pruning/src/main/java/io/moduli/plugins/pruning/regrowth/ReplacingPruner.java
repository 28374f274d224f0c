package io.moduli.plugins.pruning.regrowth;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A pruner that begins with random masks and replaces entries while the network trains. */
sealed interface ReplacingPruner extends Pruner permits RigLPruner, SetPruner {

    /** The common settings of these pruners. */
    sealed interface Settings permits RigLPruner.Settings, SetPruner.Settings {

        /** The roles of the weights that are pruned. */
        List<WeightRole> on();

        /** How the share is divided among matrices. */
        LayerShares shares();

        /** The treatment of self-connections. */
        SelfConnections self();

        /** When masks change. */
        Rounds cadence();

        /** The course of sparsity. */
        SparsitySchedule schedule();
    }

    /** What a pipeline says. */
    Settings settings();

    /** Drops entries of a weight and grows others until the share is met. */
    void replace(PruningRound round, Replacement replacement);

    @Override
    default Set<WeightRole> on() {
        return EnumSet.copyOf(settings().on());
    }

    @Override
    default SparsitySchedule schedule() {
        return settings().schedule();
    }

    @Override
    default Cadence cadence() {
        return settings().cadence().cadence();
    }

    @Override
    default boolean startsSparse() {
        return true;
    }

    @Override
    default BoundPruner bind(List<PlacedWeight> weights) {
        Replacement.requireNumbered(weights, settings().shares(), settings().schedule());
        return new SparseFromTheStart(settings().shares(), settings().self(), this::replace);
    }
}
