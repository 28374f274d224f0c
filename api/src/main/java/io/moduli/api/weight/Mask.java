package io.moduli.api.weight;

import java.util.BitSet;

/**
 * Which entries of a [rows × columns] matrix survive. A mask never changes; a {@link Builder} makes a new one.
 */
public final class Mask {

    private final int rows;
    private final int columns;
    private final BitSet kept;
    private final long count;

    private Mask(int rows, int columns, BitSet kept) {
        this.rows = rows;
        this.columns = columns;
        this.kept = kept;
        this.count = kept.cardinality();
    }

    /** The mask that keeps every entry. */
    public static Mask full(int rows, int columns) {
        BitSet kept = new BitSet();
        kept.set(0, Math.multiplyExact(rows, columns));
        return new Mask(rows, columns, kept);
    }

    /** A builder of a mask that keeps nothing yet. */
    public static Builder builder(int rows, int columns) {
        return new Builder(rows, columns);
    }

    /** Rows of the matrix. */
    public int rows() {
        return rows;
    }

    /** Columns of the matrix. */
    public int columns() {
        return columns;
    }

    /** Whether the entry survives. */
    public boolean keeps(int row, int column) {
        return kept.get(index(row, column));
    }

    /**
     * The first column from a given one on whose entry of the row survives, or the number of columns where none does. A
     * loop over a row's survivors takes time in proportion to them: {@code for (int c = mask.nextKept(row, 0); c <
     * mask.columns(); c = mask.nextKept(row, c + 1))}.
     *
     * @param from a column, or the number of columns, from which on there is none
     */
    public int nextKept(int row, int from) {
        if (from == columns) {
            return columns;
        }
        int next = kept.nextSetBit(index(row, from));
        int begin = row * columns;
        return next < 0 ? columns : Math.min(next - begin, columns);
    }

    /** How many entries survive. */
    public long count() {
        return count;
    }

    /** All the entries: rows · columns. */
    public long entries() {
        return (long) rows * columns;
    }

    /** The share of entries that are gone, from 0 to 1. */
    public double sparsity() {
        return 1.0 - (double) count / entries();
    }

    /** Whether every entry that survives here survives in the other mask, too. */
    public boolean within(Mask other) {
        return without(other).count == 0;
    }

    /**
     * The entries that survive here and not in another mask.
     *
     * @param other a mask of the same extents
     * @return a mask that keeps those entries alone
     */
    public Mask without(Mask other) {
        BitSet extra = (BitSet) kept.clone();
        extra.andNot(other.kept);
        return new Mask(rows, columns, extra);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask && rows == mask.rows && columns == mask.columns && kept.equals(mask.kept);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + kept.hashCode();
    }

    @Override
    public String toString() {
        return "Mask[%d x %d, %d kept]".formatted(rows, columns, count);
    }

    private int index(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                    "entry (%d, %d) of a %d x %d mask".formatted(row, column, rows, columns));
        }
        return row * columns + column;
    }

    /** Collects the entries that survive. */
    public static final class Builder {

        private final Mask mask;

        private Builder(int rows, int columns) {
            if (rows < 1 || columns < 1) {
                throw new IllegalArgumentException("a mask of %d x %d".formatted(rows, columns));
            }
            Math.multiplyExact(rows, columns);
            this.mask = new Mask(rows, columns, new BitSet());
        }

        /** Keeps an entry. */
        public Builder keep(int row, int column) {
            mask.kept.set(mask.index(row, column));
            return this;
        }

        /** The mask so far; the builder may be used on. */
        public Mask build() {
            return new Mask(mask.rows, mask.columns, (BitSet) mask.kept.clone());
        }
    }
}
