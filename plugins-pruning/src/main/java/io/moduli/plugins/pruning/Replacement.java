package io.moduli.plugins.pruning;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * One weight in a round that drops some of its entries and grows others: first what the round's share asks for goes, then what
 * is to be replaced, and then as many grow as the share leaves room for. What was dropped may grow again; then it has never
 * been gone.
 */
final class Replacement {

    private final int number;
    private final PrunableWeight weight;
    private final long total;
    private final long wanted;
    private final Ranking random;
    private final SelfConnections self;
    private final int columns;
    private final BitSet kept = new BitSet();

    /**
     * Drops the smallest entries until no more are left than a share allows.
     *
     * @param number the number of the weight in its round
     * @param sparsity the share that must be gone afterwards
     * @param random what grows at random
     * @param self what becomes of self-connections
     */
    Replacement(int number, PrunableWeight weight, double sparsity, Ranking random, SelfConnections self) {
        this.number = number;
        this.weight = weight;
        this.total = weight.shape().entries();
        this.wanted = total - (long) Math.rint(sparsity * total);
        this.random = random;
        this.self = self;
        this.columns = weight.shape().columns();
        survivors(Ranking.byMagnitude()).forEach((_, row, column, _) -> kept.set(position(row, column)));
        drop(Math.max(0, kept.cardinality() - wanted), Ranking.byMagnitude());
    }

    /**
     * Refuses weights with more entries than a round can number.
     *
     * @throws IllegalArgumentException naming the first of them
     */
    static void requireNumbered(List<PlacedWeight> weights) {
        for (PlacedWeight weight : weights) {
            if (weight.shape().entries() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "%s has %d entries, of which at most %d can be dropped and grown; choose type = random or geometric with update { type = none }"
                                .formatted(weight.shape().name(), weight.shape().entries(), Integer.MAX_VALUE));
            }
        }
    }

    /** Drops a share of those entries that a ranking ranks, the lowest first. */
    void drop(double share, Ranking ranking) {
        long[] ranked = {0};
        remaining(ranking).forEach((_, _, _, key) -> ranked[0] += key == Ranking.UNRANKED ? 0 : 1);
        drop((long) Math.rint(share * ranked[0]), ranking);
    }

    private void drop(long count, Ranking ranking) {
        Entries candidates = remaining(ranking);
        Cut.below(count, candidates).select(candidates)
                .forEach((_, row, column, _) -> kept.clear(position(row, column)));
    }

    /** Grows entries drawn at random until the share is met. */
    void growAtRandom() {
        grow(random, _ -> 0);
    }

    /** Grows the entries of largest gradient until the share is met. */
    void growByGradient() {
        if (kept.cardinality() < wanted) {
            Matrix gradient = weight.gradient();
            grow(Ranking.byLargest(), position -> gradient.get(position / columns, position % columns));
        }
    }

    private void grow(Ranking ranking, IntToDoubleFunction values) {
        Entries gone = visitor -> {
            for (int position = kept.nextClearBit(0); position < total; position = kept.nextClearBit(position + 1)) {
                int row = position / columns;
                int column = position % columns;
                int key = ranking.key(Ranking.entry(number, position), (float) values.applyAsDouble(position));
                visitor.visit(number, row, column, self.whenComing(key, weight.shape(), row, column));
            }
        };
        BitSet grown = new BitSet();
        Cut.below(wanted - kept.cardinality(), gone).select(gone)
                .forEach((_, row, column, _) -> grown.set(position(row, column)));
        kept.or(grown);
    }

    /** What survives. */
    Mask mask() {
        Mask.Builder mask = Mask.builder(weight.shape().rows(), columns);
        kept.stream().forEach(position -> mask.keep(position / columns, position % columns));
        return mask.build();
    }

    private Entries remaining(Ranking ranking) {
        return visitor -> survivors(ranking).forEach((weightNumber, row, column, key) -> {
            if (kept.get(position(row, column))) {
                visitor.visit(weightNumber, row, column, key);
            }
        });
    }

    private Survivors survivors(Ranking ranking) {
        return new Survivors(number, weight, ranking, self);
    }

    private int position(int row, int column) {
        return row * columns + column;
    }
}
