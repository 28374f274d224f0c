package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.group.GroupOrder;
import io.moduli.plugins.pruning.group.Grouping;
import io.moduli.plugins.pruning.group.NOfM;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.setting.Consistency;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;
import java.util.Optional;

/** Settings of the pruner {@code random}, the control for all other pruners. */
@Description("Removes entries at random, each with the same probability; those that the schedule asks for at its beginning go before training; they stay removed")
public record RandomSettings(
        @Description("Roles of the weights that are pruned") @Default("[input, recurrent, initial-state, embedding, read-out]") List<WeightRole> on,
        @Description("Which entries are drawn from together: those of all matrices, of each matrix, of each unit and gate, or of the recurrent matrices: global, layer, unit, recurrent") @Default("global") PruningScope scope,
        @Description("With scope = layer or unit, how the share is divided among the matrices: all lose the same (uniform), or large ones more, as in a random graph (erdos-renyi)") @Default("uniform") LayerShares shares,
        @Description("What happens to self-connections: kept as long as there is room (keep), dropped first (drop), or ranked like all others (by-cost)") @Default("by-cost") SelfConnections self,
        @Description("Which graphs connections between units are drawn from: any, those with both directions of each, or blocks: anywhere, reciprocal, blocks") @Default("{ type = anywhere }") Arrangement arrangement,
        @Description("How many units lose their connections from one column together, gate by gate; it must divide the number of units. Weights whose rows are not units (embedding, read-out) are pruned entry by entry") @Default("1") @Range(min = 1) int group,
        @Description("Which units form a group: neighbours along the layer's geometry (geometry), or units drawn at random (shuffled)") @Default("geometry") GroupOrder groupOrder,
        @Description("A pattern along rows, such as { n = 2, m = 4 }") Optional<NOfM> nOfM,
        @Description("Minimum share of its entries that every matrix keeps") @Default("0.0") @Range(min = 0, max = 1) double minimumKept,
        @Description("When masks change while the network trains, in steps or epochs") @Default("{ type = epochs }") Rounds cadence,
        @Description("Schedule of the share of entries that is removed") SparsitySchedule schedule)
        implements RankedSettings {

    public RandomSettings {
        on = List.copyOf(on);
        Consistency.require(on, scope, shares, minimumKept, schedule);
        Grouping.require(group, on, scope);
        if (nOfM.isPresent()) {
            nOfM.get().require(scope, shares, group, schedule);
        }
        arrangement.require(on, scope, group, nOfM);
    }
}
