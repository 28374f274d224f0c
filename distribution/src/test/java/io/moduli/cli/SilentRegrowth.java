package io.moduli.cli;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Description;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Set;

/** Offers a pruner that removes one entry of a weight and then another one instead, and never says that it regrows. */
public final class SilentRegrowth implements Plugin {

    /** What a pipeline says. */
    @Description("Removes one entry after the other")
    public record Settings(@Description("Course") SparsitySchedule schedule) implements Pruner {

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT);
        }

        @Override
        public BoundPruner bind(List<PlacedWeight> weights) {
            return round -> round.weights().stream()
                    .map(weight -> without(weight.shape().units(), (int) round.progress().epochs()))
                    .toList();
        }

        private static Mask without(int units, int column) {
            return Mask.full(units, units).without(Mask.builder(units, units).keep(0, column).build());
        }
    }

    @Override
    public String id() {
        return "silent-regrowth";
    }

    @Override
    public List<ComponentFactory<?, ? extends Pruner>> pruners() {
        return List.of(ComponentFactory.of("silent", Settings.class, settings -> settings));
    }
}
