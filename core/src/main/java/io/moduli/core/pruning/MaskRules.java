package io.moduli.core.pruning;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.util.List;

/**
 * The rules for masks.
 *
 * @param pruner the name of the pruner
 * @param regrowth its declaration about regrown entries
 * @param minimumKept the share of its entries that each matrix keeps
 */
record MaskRules(String pruner, Regrowth regrowth, double minimumKept) {

    static MaskRules of(String name, Pruner pruner) {
        return new MaskRules(name, pruner.regrowth(), pruner.minimumKept());
    }

    /**
     * Checks masks against the rules.
     *
     * @param weights their weights, as they were before
     * @throws BrokenPrunerException naming the first weight whose mask breaks one
     */
    void check(List<Mask> masks, List<PrunableWeight> weights) {
        if (masks.size() != weights.size()) {
            throw new BrokenPrunerException(pruner, "it gave %d masks for the %d weights %s".formatted(masks.size(),
                    weights.size(), weights.stream().map(weight -> weight.shape().name()).toList()));
        }
        for (int index = 0; index < masks.size(); index++) {
            check(masks.get(index), weights.get(index).mask(), weights.get(index).shape());
        }
    }

    private void check(Mask after, Mask before, WeightShape shape) {
        if (after.rows() != shape.rows() || after.columns() != shape.columns()) {
            throw new BrokenPrunerException(pruner, "its mask for %s is %d x %d, but the weight is %d x %d".formatted(
                    shape.name(), after.rows(), after.columns(), shape.rows(), shape.columns()));
        }
        long least = Math.min(before.count(), (long) Math.rint(minimumKept * shape.entries()));
        if (after.count() < least) {
            throw new BrokenPrunerException(pruner,
                    "its mask for %s keeps %d of %d entries, but it promises to keep a share of %s, here %d".formatted(
                            shape.name(), after.count(), shape.entries(), minimumKept, least));
        }
        if (regrowth == Regrowth.NONE && !after.within(before)) {
            throw new BrokenPrunerException(pruner,
                    "its mask for %s brings %d entries back, but it does not declare that it regrows".formatted(
                            shape.name(), after.without(before).count()));
        }
    }
}
