package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;

/** The common settings of all pruners that remove the lowest-ranked entries. */
sealed interface RankedSettings permits MagnitudeSettings, RandomSettings, SaliencySettings {

    /** The roles of the weights that are pruned. */
    List<WeightRole> on();

    /** Which entries are ranked together. */
    PruningScope scope();

    /** How the share is divided among matrices that are ranked by themselves. */
    LayerShares shares();

    /** The treatment of self-connections. */
    SelfConnections self();

    /** The share of its entries that each matrix keeps. */
    double minimumKept();

    /** When masks change. */
    Rounds cadence();

    /** The course of sparsity. */
    SparsitySchedule schedule();
}
