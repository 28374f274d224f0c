package __package__;

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
import java.util.List;
import java.util.Set;

/**
 * The pruner {@code __name__}. What is here is the least that keeps the contract, the leftmost entries survive: put your own
 * in its place.
 *
 * @param schedule which share is gone after how many epochs; a component of its own, made by the registry
 */
@Description("__description__")
public record __Name__Pruner(
        @Description("Schedule of the share of entries that is removed") @Default("{ type = linear, target = 0.9, epochs = 10 }") SparsitySchedule schedule)
        implements Pruner {

    @Override
    public Set<WeightRole> on() {
        return Set.of(WeightRole.RECURRENT);
    }

    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        return round -> round.weights().stream().map(weight -> leftmost(weight, round)).toList();
    }

    private static Mask leftmost(PrunableWeight weight, PruningRound round) {
        Mask before = weight.mask();
        long left = before.entries() - (long) Math.rint(round.sparsity() * before.entries());
        if (left == 0 && before.count() > 0) {
            round.warn(weight.shape().name() + " loses its last weight");
        }
        Mask.Builder mask = Mask.builder(before.rows(), before.columns());
        for (int column = 0; column < before.columns(); column++) {
            for (int row = 0; row < before.rows(); row++) {
                if (left > 0 && before.keeps(row, column)) {
                    mask.keep(row, column);
                    left--;
                }
            }
        }
        return mask.build();
    }
}
