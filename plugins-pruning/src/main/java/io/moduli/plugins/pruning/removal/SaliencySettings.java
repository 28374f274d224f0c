package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.setting.Consistency;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;

/**
 * Settings of the pruner {@code saliency}, which removes the entries with the smallest |w · g|. With a constant
 * schedule it is SNIP, once before training and on the first batch: Lee, Ajanthan and Torr, "SNIP: single-shot network
 * pruning based on connection sensitivity" (2019, arXiv 1810.02340); with an increasing one it continues after each
 * epoch.
 */
@Description("Removes the entries of smallest |w times gradient|; those that the schedule asks for at its beginning go before training (SNIP: Lee et al., 2019); they stay removed")
public record SaliencySettings(
        @Description("Roles of the weights that are pruned") @Default("[input, recurrent, initial-state, embedding, read-out]") List<WeightRole> on,
        @Description("Which entries are ranked together: those of all matrices, of each matrix, of each unit and gate, or of the recurrent matrices: global, layer, unit, recurrent") @Default("global") PruningScope scope,
        @Description("With scope = layer or unit, how the share is divided among the matrices: all lose the same (uniform), or large ones more, as in a random graph (erdos-renyi)") @Default("uniform") LayerShares shares,
        @Description("What happens to self-connections: kept as long as there is room (keep), dropped first (drop), or ranked like all others (by-cost)") @Default("by-cost") SelfConnections self,
        @Description("Minimum share of its entries that every matrix keeps") @Default("0.0") @Range(min = 0, max = 1) double minimumKept,
        @Description("When masks change while the network trains, in steps or epochs") @Default("{ type = epochs }") Rounds cadence,
        @Description("Schedule of the share of entries that is removed") @Default("{ type = constant, target = 0.9 }") SparsitySchedule schedule)
        implements RankedSettings {

    public SaliencySettings {
        on = List.copyOf(on);
        Consistency.require(on, scope, shares, minimumKept, schedule);
    }
}
