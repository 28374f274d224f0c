package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Cut;
import io.moduli.plugins.pruning.ranking.Entries;
import io.moduli.plugins.pruning.ranking.Survivors;

/**
 * One round over a weight in which each row, a unit and a gate, is ranked by itself, so that all units keep the same
 * number of connections, up to one and as far as they still have so many: top-k per unit.
 *
 * @param survivors the surviving entries of the weight
 * @param round the round, for its warnings
 * @param sparsity the share of the weight's entries that must be removed
 * @param minimumKept the share of its entries that the weight keeps
 */
record UnitRound(Survivors survivors, PruningRound round, double sparsity, double minimumKept) {

    /** The new mask. */
    Mask mask() {
        WeightShape shape = survivors.weight().shape();
        long total = survivors.total();
        long asked = Shares.surviving(sparsity, total);
        long guarded = (long) Math.rint(minimumKept * total);
        if (guarded > asked && survivors.count() > asked) {
            round.warn("%s: a sparsity of %s is out of reach: minimum-kept = %s leaves %d of %d entries"
                    .formatted(shape.name(), sparsity, minimumKept, Math.min(guarded, survivors.count()), total));
        }
        long wanted = Math.max(asked, guarded);
        if (wanted >= survivors.count()) {
            return survivors.mask();
        }
        Mask.Builder mask = Mask.builder(shape.rows(), shape.columns());
        Mask before = survivors.mask();
        int[] left = RowShares.of(shape, wanted, before::count);
        for (int row = 0; row < left.length; row++) {
            Entries entries = row(row);
            Cut.Pass below = Cut.below(before.count(row) - left[row], entries).pass();
            entries.forEach((_, kept, column, key) -> {
                if (!below.takes(key)) {
                    mask.keep(kept, column);
                }
            });
        }
        Mask after = mask.build();
        Shares.warnIfNoneSurvives(round, shape, before, after, sparsity, true);
        return after;
    }

    private Entries row(int row) {
        return visitor -> survivors.forEachValue(row, (_, column, value) -> visitor.visit(
                survivors.number(), row, column, survivors.key(row, column, value)));
    }
}
