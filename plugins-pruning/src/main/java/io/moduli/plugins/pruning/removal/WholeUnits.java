package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Removes whole hidden units: all weights that lead to a unit, in all gates, and all that lead from it to its own
 * layer, to the next one and to the read-out, as far as the pruner is on them. What remains is a smaller network of the
 * same kind. These are the intrinsic sparse structures of Wen et al., "Learning intrinsic sparse structures within long
 * short-term memory" (2018, arXiv 1709.05027). The units whose weights have the smallest Euclidean norm are removed; it
 * is the norm that the group lasso of that paper penalizes.
 *
 * @param on the roles of the weights
 * @param scope {@code GLOBAL} ranks the units of all layers together, {@code LAYER} takes the same share of each layer
 * @param cadence when it is called
 * @param schedule the share of the weights' entries that is removed
 */
record WholeUnits(Set<WeightRole> on, PruningScope scope, Cadence cadence, SparsitySchedule schedule)
        implements Pruner {

    static WholeUnits of(MagnitudeSettings settings) {
        Set<WeightRole> on = EnumSet.copyOf(settings.on());
        // Its columns belong to tokens as much as to units.
        on.remove(WeightRole.EMBEDDING);
        return new WholeUnits(on, settings.scope(), settings.cadence().cadence(), settings.schedule());
    }

    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        List<WeightShape> shapes = weights.stream().map(PlacedWeight::shape).toList();
        LayerUnits units = LayerUnits.of(shapes);
        return new WholeUnitMasks(units, scope == PruningScope.LAYER, granularity(shapes, units));
    }

    /** The entries of the largest unit. */
    private static int granularity(List<WeightShape> shapes, LayerUnits units) {
        long[] count = new long[units.count()];
        for (int number = 0; number < shapes.size(); number++) {
            WeightShape shape = shapes.get(number);
            for (int unit : units.ofRows(number)) {
                if (unit >= 0) {
                    count[unit] += shape.columns();
                }
            }
            for (int unit : units.ofColumns(number)) {
                if (unit >= 0) {
                    count[unit] += shape.rows();
                }
            }
        }
        long most = 1;
        for (long entries : count) {
            most = Math.max(most, entries);
        }
        return Math.toIntExact(most);
    }
}
