package io.moduli.plugins.pruning.regrowth;

import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.setting.Consistency;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;

/**
 * Sparse evolutionary training: Mocanu, Mocanu, Stone, Nguyen, Gibescu and Liotta, "Scalable training of artificial neural
 * networks with adaptive sparse connectivity inspired by network science" (Nature Communications 9, 2018), algorithm 1.
 *
 * <p>Training begins with random masks that leave every matrix its share. After every epoch each matrix drops the share
 * ζ of its positive entries, the smallest, and the share ζ of its negative entries, the largest, and grows the same
 * number at random. They begin with random values.
 *
 * <p>After the last epoch the published algorithm drops without growing. Here the share of the schedule is met at the
 * end, too, so nothing is replaced that could no longer be trained.
 *
 * @param settings the pipeline's settings
 */
public record SetPruner(Settings settings) implements ReplacingPruner {

    /**
     * The pipeline's settings.
     *
     * @param on the roles of the weights
     * @param dropFraction ζ
     * @param shares how the share is divided among matrices
     * @param self the treatment of self-connections
     * @param cadence when it replaces entries
     * @param schedule the course of sparsity
     */
    @Description("Drops the entries nearest to 0 and grows others at random after each epoch, sparse from the start (SET: Mocanu et al., 2018)")
    public record Settings(
            @Description("Roles of the weights that are pruned") @Default("[input, recurrent, initial-state, embedding, read-out]") List<WeightRole> on,
            @Description("Share of its positive and of its negative entries that every matrix replaces") @Default("0.3") @Range(min = 0, max = 1) double dropFraction,
            @Description("How the share is divided among the matrices: all lose the same (uniform), or large ones more, as in a random graph (erdos-renyi)") @Default("uniform") LayerShares shares,
            @Description("What happens to self-connections: kept as long as there is room (keep), dropped first (drop), or ranked like all others (by-cost)") @Default("by-cost") SelfConnections self,
            @Description("When masks change while the network trains, in steps or epochs") @Default("{ type = epochs }") Rounds cadence,
            @Description("Schedule of the share of entries that is removed") @Default("{ type = constant, target = 0.9 }") SparsitySchedule schedule)
            implements ReplacingPruner.Settings {

        public Settings {
            on = List.copyOf(on);
            Consistency.require(on, PruningScope.LAYER, shares, 0, schedule);
        }
    }

    @Override
    public Regrowth regrowth() {
        return Regrowth.DRAWN;
    }

    @Override
    public void replace(PruningRound round, Replacement replacement) {
        if (!round.progress().done()) {
            replacement.drop(settings.dropFraction(), Ranking.smallestPositive());
            replacement.drop(settings.dropFraction(), Ranking.largestNegative());
        }
        replacement.growAtRandom();
    }
}
