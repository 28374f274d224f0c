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
 * The rigged lottery: Evci, Gale, Menick, Castro and Elsen, "Rigging the Lottery: Making All Tickets Winners" (2020, arXiv
 * 1911.11134), algorithm 1.
 *
 * <p>Training begins with random masks that leave every matrix its share. At every ΔT-th step t, up to the step T_end,
 * each matrix drops the share {@code α / 2 · (1 + cos(π t / T_end))} of its entries, those of smallest magnitude, and
 * grows the same number: of all entries that are then removed, those for which the loss on the current batch has the
 * largest gradient. They begin at 0.
 *
 * <p>As published, an entry that has just been dropped may grow again at once; then it keeps its value. Unlike the
 * published algorithm, this one also performs the step's update.
 *
 * @param settings the pipeline's settings
 */
public record RigLPruner(Settings settings) implements ReplacingPruner {

    /**
     * The pipeline's settings.
     *
     * @param on the roles of the weights
     * @param dropFraction α
     * @param shares how the share is divided among matrices
     * @param self the treatment of self-connections
     * @param cadence ΔT and T_end
     * @param schedule the course of sparsity
     */
    @Description("Drops the smallest entries and grows those of largest gradient while it trains, sparse from the start (RigL: Evci et al., 2020)")
    public record Settings(
            @Description("Roles of the weights that are pruned") @Default("[input, recurrent, initial-state, embedding, read-out]") List<WeightRole> on,
            @Description("Share of its entries that every matrix replaces at first; falls to 0 along half a cosine") @Default("0.3") @Range(min = 0, max = 1) double dropFraction,
            @Description("How the share is divided among the matrices: all lose the same (uniform), or large ones more, as in a random graph (erdos-renyi)") @Default("uniform") LayerShares shares,
            @Description("What happens to self-connections: kept as long as there is room (keep), dropped first (drop), or ranked like all others (by-cost)") @Default("by-cost") SelfConnections self,
            @Description("When masks change while the network trains, in steps or epochs") @Default("{ type = steps, every = 100, until = 0.75 }") Rounds cadence,
            @Description("Schedule of the share of entries that is removed") @Default("{ type = constant, target = 0.9 }") SparsitySchedule schedule)
            implements ReplacingPruner.Settings {

        public Settings {
            on = List.copyOf(on);
            Consistency.require(on, PruningScope.LAYER, shares, 0, schedule);
        }
    }

    @Override
    public Regrowth regrowth() {
        return Regrowth.ZERO;
    }

    @Override
    public void replace(PruningRound round, Replacement replacement) {
        replacement.drop(
                settings.cadence().cosine(settings.dropFraction(), round.progress()), Ranking.byMagnitude());
        replacement.growByGradient();
    }
}
