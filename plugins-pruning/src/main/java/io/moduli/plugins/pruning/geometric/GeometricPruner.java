package io.moduli.plugins.pruning.geometric;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.setting.Consistency;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Structures that are known before training: each unit has recurrent connections to the units that the geometry of the layer
 * makes cheapest, and as many as all others. So it is with features of a task that lie somewhere, if the settings ask for it.
 * All other weights that the pruner is on lose entries at random.
 *
 * <p>Of k connections, {@code rint(long-range · k)} lead anywhere, drawn uniformly, as in a small world (Watts and
 * Strogatz, 1998); the others are chosen by cost.
 *
 * @param settings the pipeline's settings
 */
public record GeometricPruner(Settings settings) implements Pruner {

    /** Whether all units have the same number of connections. */
    public enum FanIn {
        /** All units have the same number in each gate, up to one. */
        CONSTANT,
        /** The cheapest of the whole matrix, wherever they are. */
        FREE
    }

    /** Whether the gates of a unit are connected to the same units. */
    public enum Gates {
        /** They are. */
        SHARE,
        /** Random choices are made for each gate separately. */
        DIFFER
    }

    /** How units without any recurrent input or output are treated. */
    public enum Isolated {
        /** The user is told. */
        ALLOW,
        /** The run ends before training. */
        REFUSE
    }

    /**
     * The pipeline's settings.
     *
     * @param on the roles of the weights
     * @param byDistance the roles of those whose connections are chosen by distance
     * @param inhibitor the cost of a connection; the distance itself if there is none
     * @param selection how connections are chosen by their cost
     * @param longRange the share of connections that are drawn uniformly
     * @param fanIn whether all units have the same number of connections
     * @param gates whether gates share connections
     * @param self the treatment of self-connections
     * @param isolated the treatment of units without connections
     * @param shares how the share is divided among matrices
     * @param update what happens while the network trains
     * @param schedule the course of sparsity
     */
    @Description("Keeps the connections that the layer's geometry makes cheapest, chosen before training; weights that are not by-distance lose entries at random")
    public record Settings(
            @Description("Roles of the weights that are sparse; all others stay dense") @Default("[recurrent]") List<WeightRole> on,
            @Description("Roles of the weights whose connections are chosen by distance. Input, initial-state and read-out can be if the task knows where their features lie; navigation knows it of its place cells") @Default("[recurrent]") List<WeightRole> byDistance,
            @Description("The cost of a connection by the distance of its units; the distance itself if not given") Optional<Inhibitor> inhibitor,
            @Description("How connections are chosen by their cost") @Default("{ type = lowest }") Selection selection,
            @Description("Share of connections that lead anywhere, drawn uniformly") @Default("0") @Range(min = 0, max = 1) double longRange,
            @Description("Whether all units have the same number of connections (constant) or the cheapest of the whole matrix are kept (free): constant, free") @Default("constant") FanIn fanIn,
            @Description("Whether the gates of a unit have the same connections or draw their own: share, differ") @Default("share") Gates gates,
            @Description("What happens to self-connections: kept as long as there is room, dropped first, or chosen like all others: keep, drop, by-cost") @Default("by-cost") SelfConnections self,
            @Description("Whether units may be left without any recurrent input or output: allow warns, refuse ends the run: allow, refuse") @Default("allow") Isolated isolated,
            @Description("How the share is divided among the matrices: all lose the same (uniform), or large ones more, as in a random graph (erdos-renyi)") @Default("uniform") LayerShares shares,
            @Description("Whether connections stay as they are or move along the geometry while the network trains") @Default("{ type = none }") Update update,
            @Description("Schedule of the share of entries that is removed") @Default("{ type = constant, target = 0.9 }") SparsitySchedule schedule) {

        public Settings {
            on = List.copyOf(on);
            byDistance = List.copyOf(byDistance);
            Consistency.require(on, PruningScope.LAYER, shares, 0, schedule);
            if (byDistance.isEmpty() || !on.containsAll(byDistance)) {
                throw new SettingException("by-distance",
                        "by-distance = %s must name at least one of the roles of on = %s, and no other; if nothing is chosen by distance, use type = random"
                                .formatted(Consistency.written(byDistance), Consistency.written(on)));
            }
            if (byDistance.contains(WeightRole.EMBEDDING)) {
                throw new SettingException("by-distance", "tokens lie nowhere: leave embedding out of by-distance");
            }
            if (update instanceof Update.Regrow && fanIn == FanIn.FREE) {
                throw new SettingException(
                        "fan-in",
                        "units that replace their connections keep their number: write fan-in = constant, or update { type = none }");
            }
        }
    }

    @Override
    public Set<WeightRole> on() {
        return EnumSet.copyOf(settings.on());
    }

    @Override
    public GeometryUse geometryUse() {
        return GeometryUse.REQUIRED;
    }

    @Override
    public SparsitySchedule schedule() {
        return settings.schedule();
    }

    @Override
    public Cadence cadence() {
        return switch (settings.update()) {
            case Update.None _ -> Cadence.everyEpoch();
            case Update.Regrow regrow -> regrow.cadence().cadence();
        };
    }

    @Override
    public Regrowth regrowth() {
        return switch (settings.update()) {
            case Update.None _ -> Regrowth.NONE;
            case Update.Regrow _ -> Regrowth.ZERO;
        };
    }

    @Override
    public boolean startsSparse() {
        return true;
    }

    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        for (PlacedWeight weight : weights) {
            WeightShape shape = weight.shape();
            if (settings.byDistance().contains(shape.role())) {
                DistanceRules.require(weight);
            }
            if (shape.gates() > 1 && settings.gates() == Gates.SHARE && settings.update() instanceof Update.Regrow) {
                throw new IllegalArgumentException(
                        "gates = share cannot last where each gate replaces its own connections: %s has %d gates; write gates = differ"
                                .formatted(shape.name(), shape.gates()));
            }
        }
        return new GeometricMasks(settings);
    }
}
