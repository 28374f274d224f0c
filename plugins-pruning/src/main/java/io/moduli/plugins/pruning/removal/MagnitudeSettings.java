package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
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

/**
 * Settings of the pruner {@code magnitude}, which removes the entries of smallest absolute value, or the units of
 * smallest norm.
 */
@Description("Removes the entries of smallest absolute value; they stay removed")
public record MagnitudeSettings(
        @Description("Roles of the weights that are pruned") @Default("[input, recurrent, initial-state, embedding, read-out]") List<WeightRole> on,
        @Description("What is removed at a time: single entries or groups of them (entries), or hidden units with all weights that lead to them and away from them (units): entries, units") @Default("entries") Atom atoms,
        @Description("Which entries are ranked together: those of all matrices, of each matrix, of each unit and gate, or of the recurrent matrices: global, layer, unit, recurrent") @Default("global") PruningScope scope,
        @Description("With scope = layer or unit, how the share is divided among the matrices: all lose the same (uniform), or large ones more, as in a random graph (erdos-renyi)") @Default("uniform") LayerShares shares,
        @Description("What happens to self-connections: kept as long as there is room (keep), dropped first (drop), or ranked like all others (by-cost)") @Default("by-cost") SelfConnections self,
        @Description("How many units lose their connections from one column together, gate by gate; it must divide the number of units. Weights whose rows are not units (embedding, read-out) are pruned entry by entry") @Default("1") @Range(min = 1) int group,
        @Description("Which units form a group: neighbours along the layer's geometry (geometry), or units drawn at random (shuffled)") @Default("geometry") GroupOrder groupOrder,
        @Description("A pattern along rows, such as { n = 2, m = 4 }") Optional<NOfM> nOfM,
        @Description("Minimum share of its entries that every matrix keeps") @Default("0.0") @Range(min = 0, max = 1) double minimumKept,
        @Description("When masks change while the network trains, in steps or epochs") @Default("{ type = epochs }") Rounds cadence,
        @Description("Schedule of the share of entries that is removed") SparsitySchedule schedule)
        implements RankedSettings {

    public MagnitudeSettings {
        on = List.copyOf(on);
        Consistency.require(on, scope, shares, minimumKept, schedule);
        Grouping.require(group, on, scope);
        if (nOfM.isPresent()) {
            nOfM.get().require(scope, shares, group, schedule);
        }
        if (atoms == Atom.UNITS) {
            requireUnitsAlone(on, scope, shares, self, group, nOfM, minimumKept);
        }
    }

    /** Units allow no rules for single entries. */
    private static void requireUnitsAlone(
            List<WeightRole> on, PruningScope scope, LayerShares shares, SelfConnections self, int group,
            Optional<NOfM> nOfM, double minimumKept) {
        if (!on.contains(WeightRole.RECURRENT)) {
            throw new SettingException("on",
                    "atoms = units removes the units that recurrent weights connect: add recurrent, or write atoms = entries");
        }
        refuse(scope != PruningScope.GLOBAL && scope != PruningScope.LAYER, "scope",
                "choose global (units of all layers together) or layer (the same share of each)");
        refuse(shares != LayerShares.UNIFORM, "shares", "choose uniform");
        refuse(self != SelfConnections.BY_COST, "self", "leave it out");
        refuse(group > 1, "group", "leave it out");
        refuse(nOfM.isPresent(), "n-of-m", "leave it out");
        refuse(minimumKept > 0, "minimum-kept", "leave it out; one unit of each layer always stays");
    }

    private static void refuse(boolean unfit, String setting, String instead) {
        if (unfit) {
            throw new SettingException(setting,
                    "atoms = units removes whole units, to which %s does not apply: %s".formatted(setting, instead));
        }
    }
}
