package __package__;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The shortest connections stay: between the farthest units weights go first, whatever their values. Of N entries N − rint(s N)
 * survive at the share s; only survivors are ranked, so what is gone stays gone, wherever points that are learned may move.
 *
 * @param schedule which share is gone after how many epochs; a component of its own, made by the registry
 */
@Description("Removes the weights between the farthest units first")
public record __Name__Pruner(
        @Description("Schedule of the share of entries that is removed") @Default("{ type = linear, target = 0.9, epochs = 10 }") SparsitySchedule schedule)
        implements Pruner {

    @Override public GeometryUse geometryUse() { return GeometryUse.REQUIRED; }

    @Override public Set<WeightRole> on() { return Set.of(WeightRole.RECURRENT); }

    @Override public BoundPruner bind(List<PlacedWeight> weights) {
        if (weights.stream().anyMatch(weight -> weight.geometry().isEmpty())) {
            throw new IllegalArgumentException("connections without a geometry have no length");
        }
        return round -> round.weights().stream().map(weight -> shortest(weight, round)).toList();
    }

    private static Mask shortest(PrunableWeight weight, PruningRound round) {
        LayerGeometry units = weight.weight().geometry().orElseThrow();
        Mask before = weight.mask();
        List<int[]> connections = new ArrayList<>();
        for (int row = 0; row < before.rows(); row++) {
            for (int from = before.nextKept(row, 0); from < before.columns(); from = before.nextKept(row, from + 1)) {
                connections.add(new int[] {row, row % units.units(), from}); // each gate has a row for every unit
            }
        }
        connections.sort(Comparator.comparingDouble(ends -> units.distance(ends[1], ends[2])));
        long kept = before.entries() - (long) Math.rint(round.sparsity() * before.entries());
        if (kept == 0 && before.count() > 0) {
            round.warn(weight.shape().name() + " loses its last weight");
        }
        Mask.Builder mask = Mask.builder(before.rows(), before.columns());
        connections.stream().limit(kept).forEach(ends -> mask.keep(ends[0], ends[2]));
        return mask.build();
    }
}
