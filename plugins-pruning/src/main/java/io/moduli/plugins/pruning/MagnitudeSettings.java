package io.moduli.plugins.pruning;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Optional;

/** Settings of the pruner {@code magnitude}, which removes the entries of least absolute value. */
@Description("Removes the entries of least absolute value; what is gone stays gone")
public record MagnitudeSettings(
        @Description("Roles of the weights that are pruned") @Default("[input, recurrent, initial-state, embedding, read-out]") List<WeightRole> on,
        @Description("Which entries are ranked together: those of all matrices, of each matrix, of each unit and gate, or of the recurrent matrices: global, layer, unit, recurrent") @Default("global") PruningScope scope,
        @Description("With scope = layer or unit, how the share is divided among the matrices: all lose the same (uniform), or large ones more, as in a random graph (erdos-renyi)") @Default("uniform") LayerShares shares,
        @Description("What becomes of the connections that units have to themselves: kept as long as there is room, dropped first, or ranked like all others: keep, drop, by-cost") @Default("by-cost") SelfConnections self,
        @Description("Units whose connections from one column go together, gate by gate; it must divide the number of units. Weights whose rows are no units (embedding, read-out) go entry by entry") @Default("1") @Range(min = 1) int group,
        @Description("Which units are a group: neighbours along the layer's geometry, or units drawn at random") @Default("geometry") GroupOrder groupOrder,
        @Description("A pattern along rows, such as { n = 2, m = 4 }") Optional<NOfM> nOfM,
        @Description("Share of its entries that every matrix keeps at least") @Default("0.0") @Range(min = 0, max = 1) double minimumKept,
        @Description("Course of the share of entries that is gone") SparsitySchedule schedule) {

    public MagnitudeSettings {
        on = List.copyOf(on);
        Consistency.require(on, scope, shares, minimumKept, schedule);
        Grouping.require(group, on, scope);
        if (nOfM.isPresent()) {
            nOfM.get().require(scope, shares, group, schedule);
        }
    }
}
