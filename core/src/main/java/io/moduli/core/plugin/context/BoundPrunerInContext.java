package io.moduli.core.plugin.context;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.Mask;
import java.util.List;
import java.util.Optional;

/** A bundle's pruner on the weights of a network. */
record BoundPrunerInContext(BoundPruner pruner, PluginContext context) implements BoundPruner {

    @Override
    public Optional<List<Mask>> firstMasks(PruningRound round) {
        return context.call(() -> pruner.firstMasks(round));
    }

    @Override
    public List<Mask> masks(PruningRound round) {
        return context.call(() -> pruner.masks(round));
    }

    @Override
    public int granularity() {
        return context.call(pruner::granularity);
    }

    @Override
    public List<StateArray> state() {
        return context.call(pruner::state);
    }

    @Override
    public void restore(List<StateArray> state) {
        context.run(() -> pruner.restore(state));
    }

    @Override
    public String toString() {
        return pruner.toString();
    }
}
