package io.moduli.core.plugin.context;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Set;

/** A bundle's pruner. */
record PrunerInContext(Pruner pruner, PluginContext context) implements Pruner {

    @Override
    public Set<WeightRole> on() {
        return context.call(pruner::on);
    }

    @Override
    public GeometryUse geometryUse() {
        return context.call(pruner::geometryUse);
    }

    @Override
    public SparsitySchedule schedule() {
        return context.call(pruner::schedule);
    }

    @Override
    public Cadence cadence() {
        return context.call(pruner::cadence);
    }

    @Override
    public Regrowth regrowth() {
        return context.call(pruner::regrowth);
    }

    @Override
    public boolean startsSparse() {
        return context.call(pruner::startsSparse);
    }

    @Override
    public double minimumKept() {
        return context.call(pruner::minimumKept);
    }

    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        return context.call(() -> new BoundPrunerInContext(pruner.bind(weights), context));
    }

    @Override
    public String toString() {
        return pruner.toString();
    }
}
