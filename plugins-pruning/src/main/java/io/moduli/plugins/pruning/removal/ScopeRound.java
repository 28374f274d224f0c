package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Cut;
import io.moduli.plugins.pruning.ranking.Entries;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.ranking.Survivors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One round over the weights of one scope.
 *
 * @param weights the surviving entries of each weight, numbered one after the other
 * @param round the round, for its warnings
 * @param sparsity the share of the scope's entries that must be removed
 * @param minimumKept the share of its entries that each weight keeps; empty if the pruner has no such setting
 */
public record ScopeRound(List<Survivors> weights, PruningRound round, double sparsity, OptionalDouble minimumKept) {

    /** A weight counts as nearly removed if it keeps less than this fraction of what its scope keeps on average. */
    private static final double NEARLY_GONE = 0.1;

    /** The new masks, in the order of the weights. */
    public List<Mask> masks() {
        long total = weights.stream().mapToLong(Survivors::total).sum();
        long kept = weights.stream().mapToLong(Survivors::count).sum();
        long wanted = kept - Shares.surviving(sparsity, total);
        long removable = weights.stream().mapToLong(this::removable).sum();
        if (wanted > removable) {
            round.warn(
                    "a sparsity of %s is out of reach: minimum-kept = %s leaves %d of %d entries, a sparsity of %.4f at most"
                            .formatted(sparsity, minimumKept.orElse(0), kept - removable, total,
                                    1 - (double) (kept - removable) / total));
        }
        long count = Math.min(wanted, removable);
        List<Mask> before = weights.stream().map(Survivors::mask).toList();
        if (count <= 0) {
            return before;
        }
        Cut.Pass all = Cut.below(count, Entries.concatenation(weights.stream().map(this::candidates).toList())).pass();
        List<Mask> after = new ArrayList<>();
        for (Survivors survivors : weights) {
            Mask mask = without(survivors, all);
            warn(survivors, mask, (double) kept / total, (double) (kept - count) / total);
            warnOfSelf(survivors, mask);
            after.add(mask);
        }
        return after;
    }

    /** How many entries a weight may lose. */
    private long removable(Survivors survivors) {
        return Math.max(0, survivors.count() - (long) Math.rint(minimumKept.orElse(0) * survivors.total()));
    }

    /** The entries that may be removed: of a guarded weight only the lowest, as many as it may lose. */
    private Entries candidates(Survivors survivors) {
        return own(survivors).map(cut -> cut.select(survivors)).orElse(survivors);
    }

    /** The cut below which the entries of a guarded weight may be removed; empty if all may. */
    private Optional<Cut> own(Survivors survivors) {
        long removable = removable(survivors);
        return removable == survivors.count() ? Optional.empty() : Optional.of(Cut.below(removable, survivors));
    }

    /** @param all the pass over all entries, which has processed the previous weights */
    private Mask without(Survivors survivors, Cut.Pass all) {
        AtomMask mask = new AtomMask(survivors.weight().shape(), survivors.atoms());
        Optional<Cut.Pass> own = own(survivors).map(Cut::pass);
        survivors.forEach((_, row, column, key) -> mask.add(row, column,
                (own.isEmpty() || own.get().takes(key)) && all.takes(key)));
        return mask.build();
    }

    /** Warns about a weight that loses self-connections that were to be kept. */
    private void warnOfSelf(Survivors survivors, Mask after) {
        WeightShape shape = survivors.weight().shape();
        int before = SelfConnections.count(shape, survivors.mask());
        int left = SelfConnections.count(shape, after);
        if (survivors.self() == SelfConnections.KEEP && left < before) {
            round.warn(
                    "self = keep: at a sparsity of %s %s has room for %d of the %d connections of units to themselves"
                            .formatted(sparsity, shape.name(), left, before));
        }
    }

    /** Warns about a weight in the round in which it is removed completely, or nearly so, and not again afterwards. */
    private void warn(Survivors survivors, Mask after, double densityBefore, double densityAfter) {
        double keptBefore = (double) survivors.count() / survivors.total();
        double keptAfter = (double) after.count() / survivors.total();
        String name = survivors.weight().shape().name();
        Shares.warnIfNoneSurvives(
                round, survivors.weight().shape(), survivors.mask(), after, sparsity, minimumKept.isPresent());
        if (after.count() > 0 && keptAfter < NEARLY_GONE * densityAfter && keptBefore >= NEARLY_GONE * densityBefore) {
            round.warn(
                    "%s is almost empty: it keeps %d of %d entries, a share of %.5f, where its scope keeps %.5f; minimum-kept would keep more of it"
                            .formatted(name, after.count(), survivors.total(), keptAfter, densityAfter));
        }
    }
}
