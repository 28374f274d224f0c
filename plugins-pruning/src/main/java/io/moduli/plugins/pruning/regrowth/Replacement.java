package io.moduli.plugins.pruning.regrowth;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Cut;
import io.moduli.plugins.pruning.ranking.Entries;
import io.moduli.plugins.pruning.ranking.LowestEntries;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.ranking.Survivors;
import io.moduli.plugins.pruning.removal.Shares;
import io.moduli.plugins.pruning.setting.LayerShares;
import java.util.BitSet;
import java.util.List;

/**
 * One weight in a round that drops some of its entries and grows others: first it drops what the round's share
 * requires, then the entries to be replaced, and then it grows as many as the share leaves room for. Dropped entries
 * may grow again; then they keep their values. Memory grows with the number of surviving entries, not with that of all
 * entries.
 */
public final class Replacement {

    private final int number;
    private final PrunableWeight weight;
    private final WeightShape shape;
    private final long wanted;
    private final Ranking random;
    private final SelfConnections self;
    /** The entries that stay, among those that survived so far in the order of {@link Survivors}. */
    private final BitSet stay = new BitSet();

    private Entries grown = _ -> {};

    /**
     * Drops the smallest entries until no more are left than a share allows.
     *
     * @param number the number of the weight in its round
     * @param sparsity the share that must be removed afterwards
     * @param random the source of randomness for growing
     * @param self the treatment of self-connections
     */
    public Replacement(int number, PrunableWeight weight, double sparsity, Ranking random, SelfConnections self) {
        this.number = number;
        this.weight = weight;
        this.shape = weight.shape();
        this.wanted = Shares.surviving(sparsity, shape.entries());
        this.random = random;
        this.self = self;
        stay.set(0, Math.toIntExact(weight.mask().count()));
        drop(Math.max(0, stay.cardinality() - wanted), Ranking.byMagnitude());
    }

    /**
     * Rejects weights with more surviving entries than a round can number.
     *
     * @param schedule the share at its beginning and at its end
     * @throws IllegalArgumentException naming the first of them
     */
    static void requireNumbered(List<PlacedWeight> weights, LayerShares shares, SparsitySchedule schedule) {
        List<WeightShape> shapes = weights.stream().map(PlacedWeight::shape).toList();
        double[] sparsities = shares.sparsities(Math.min(schedule.sparsity(0), schedule.target()), shapes);
        for (int index = 0; index < sparsities.length; index++) {
            double survivors = (1 - sparsities[index]) * shapes.get(index).entries();
            if (survivors > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "%.0f entries of %s survive, of which at most %d can be dropped and grown: raise the schedule's sparsity"
                                .formatted(survivors, shapes.get(index).name(), Integer.MAX_VALUE));
            }
        }
    }

    /** Drops a share of the entries that a ranking covers, the lowest first. */
    void drop(double share, Ranking ranking) {
        long[] ranked = {0};
        remaining(ranking).forEach((_, _, _, key) -> ranked[0] += key == Ranking.UNRANKED ? 0 : 1);
        drop((long) Math.rint(share * ranked[0]), ranking);
    }

    private void drop(long count, Ranking ranking) {
        if (count == 0) {
            return;
        }
        Cut.Pass lowest = Cut.below(count, remaining(ranking)).pass();
        int[] place = {0};
        survivors(ranking).forEach((_, _, _, key) -> {
            if (stay.get(place[0]) && lowest.takes(key)) {
                stay.clear(place[0]);
            }
            place[0]++;
        });
    }

    /** Grows entries drawn at random until the share is met. */
    public void growAtRandom() {
        grow(visitor -> {
            Rows rows = new Rows();
            for (int row = 0; row < shape.rows(); row++) {
                rows.next();
                show(rows, row, random, _ -> 0, visitor);
            }
        });
    }

    /** Grows the entries of largest gradient until the share is met. */
    void growByGradient() {
        grow(visitor -> {
            Rows rows = new Rows();
            weight.gradient((firstRow, gradient) -> {
                for (int row = 0; row < gradient.rows(); row++) {
                    int inBlock = row;
                    rows.next();
                    show(rows, firstRow + row, Ranking.byLargest(), column -> gradient.get(inBlock, column), visitor);
                }
            });
        });
    }

    private void grow(Entries gone) {
        long missing = wanted - stay.cardinality();
        if (missing > 0) {
            LowestEntries lowest = new LowestEntries(Math.toIntExact(missing));
            gone.forEach(lowest);
            grown = lowest.entries();
        }
    }

    /** The value of a row's entry. */
    @FunctionalInterface
    private interface RowValues {

        float at(int column);
    }

    /** Visits the entries of a row that do not stay. */
    private void show(Rows rows, int row, Ranking ranking, RowValues values, Entries.Visitor visitor) {
        BitSet kept = rows.kept;
        int columns = shape.columns();
        for (int column = kept.nextClearBit(0); column < columns; column = kept.nextClearBit(column + 1)) {
            int key = ranking.key(number, shape, row, column, values.at(column));
            visitor.visit(number, row, column, self.whenComing(key, shape, row, column));
        }
    }

    /** Iterates over the rows of the entries that stay. */
    private final class Rows {

        private final Mask mask = weight.mask();
        private final BitSet kept = new BitSet();
        private int row = -1;
        private int place;

        /** Advances to the next row, or to the end. */
        void next() {
            row++;
            kept.clear();
            if (row < mask.rows()) {
                for (int column = mask.nextKept(row, 0); column
                        < mask.columns(); column = mask.nextKept(row, column + 1)) {
                    kept.set(column, stay.get(place++));
                }
            }
        }

        /** Keeps the row's entries and advances. */
        void give(Mask.Builder to) {
            for (int column = kept.nextSetBit(0); column >= 0; column = kept.nextSetBit(column + 1)) {
                to.keep(row, column);
            }
            next();
        }
    }

    /** What survives. */
    public Mask mask() {
        Mask.Builder mask = Mask.builder(shape.rows(), shape.columns());
        Rows rows = new Rows();
        rows.next();
        grown.forEach((_, row, column, _) -> {
            while (rows.row < row) {
                rows.give(mask);
            }
            rows.kept.set(column);
        });
        while (rows.row < shape.rows()) {
            rows.give(mask);
        }
        return mask.build();
    }

    private Entries remaining(Ranking ranking) {
        return visitor -> {
            int[] place = {0};
            survivors(ranking).forEach((weightNumber, row, column, key) -> {
                if (stay.get(place[0]++)) {
                    visitor.visit(weightNumber, row, column, key);
                }
            });
        };
    }

    private Survivors survivors(Ranking ranking) {
        return new Survivors(number, weight, ranking, self);
    }
}
