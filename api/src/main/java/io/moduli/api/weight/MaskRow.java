package io.moduli.api.weight;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Which entries of one row survive: their columns in ascending order where they are few, a bit for each column otherwise. The
 * same entries are always held the same way. A row never changes.
 */
final class MaskRow {

    /** A column's number takes the room of so many bits. */
    private static final int BITS_OF_NUMBER = Integer.SIZE;

    private static final int[] NONE = {};

    private final int[] few;
    private final Optional<BitSet> many;

    private MaskRow(int[] few, Optional<BitSet> many) {
        this.few = few;
        this.many = many;
    }

    /** All of a row's entries. */
    static MaskRow full(int columns) {
        BitSet all = new BitSet(columns);
        all.set(0, columns);
        return of(all, columns);
    }

    /** @param bits become the row's own */
    private static MaskRow of(BitSet bits, int columns) {
        return isFew(bits.cardinality(), columns)
                ? new MaskRow(bits.stream().toArray(), Optional.empty())
                : new MaskRow(NONE, Optional.of(bits));
    }

    private static boolean isFew(int count, int columns) {
        return (long) count * BITS_OF_NUMBER < columns;
    }

    boolean keeps(int column) {
        return many.isPresent() ? many.get().get(column) : Arrays.binarySearch(few, column) >= 0;
    }

    /** The first column from a given one on that survives; -1 where there is none. */
    int next(int from) {
        if (many.isPresent()) {
            return many.get().nextSetBit(from);
        }
        int place = Arrays.binarySearch(few, from);
        int next = place >= 0 ? place : -place - 1;
        return next < few.length ? few[next] : -1;
    }

    int count() {
        return many.map(BitSet::cardinality).orElse(few.length);
    }

    /** What survives here and not in another row of as many columns. */
    MaskRow without(MaskRow other, int columns) {
        if (many.isEmpty()) {
            return new MaskRow(
                    Arrays.stream(few).filter(column -> !other.keeps(column)).toArray(), Optional.empty());
        }
        BitSet extra = bits();
        extra.andNot(other.bits());
        return of(extra, columns);
    }

    /** A copy. */
    private BitSet bits() {
        if (many.isPresent()) {
            return (BitSet) many.get().clone();
        }
        BitSet bits = new BitSet();
        for (int column : few) {
            bits.set(column);
        }
        return bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MaskRow row && Arrays.equals(few, row.few) && many.equals(row.many);
    }

    @Override
    public int hashCode() {
        return many.map(BitSet::hashCode).orElseGet(() -> Arrays.hashCode(few));
    }

    /** Collects the entries of a row that survive. */
    static final class Builder {

        private final int columns;
        private int[] ascending = NONE;
        private int count;
        /** There where entries came in another order, or are many. */
        private Optional<BitSet> bits = Optional.empty();

        Builder(int columns) {
            this.columns = columns;
        }

        void keep(int column) {
            if (bits.isEmpty() && (count == 0 || column > ascending[count - 1]) && isFew(count + 1, columns)) {
                if (count == ascending.length) {
                    ascending = Arrays.copyOf(ascending, Math.max(4, 2 * count));
                }
                ascending[count++] = column;
                return;
            }
            BitSet all = bits.orElseGet(() -> row().bits());
            all.set(column);
            bits = Optional.of(all);
        }

        /** The row so far. */
        MaskRow row() {
            return bits.isPresent()
                    ? of((BitSet) bits.get().clone(), columns)
                    : new MaskRow(Arrays.copyOf(ascending, count), Optional.empty());
        }
    }
}
