package io.moduli.api.weight;

import java.util.Arrays;

/**
 * Which entries of a [rows × columns] matrix survive. A mask never changes; a {@link Builder} makes a new one. Its memory is
 * about a bit for each entry, or a number for each survivor where these are few.
 */
public final class Mask {

    private final int columns;
    private final MaskRow[] kept;
    private final long count;

    private Mask(int columns, MaskRow[] kept) {
        this.columns = columns;
        this.kept = kept;
        this.count = Arrays.stream(kept).mapToLong(MaskRow::count).sum();
    }

    /** The mask that keeps every entry. */
    public static Mask full(int rows, int columns) {
        MaskRow[] kept = new MaskRow[rows];
        Arrays.fill(kept, MaskRow.full(columns));
        return new Mask(columns, kept);
    }

    /** A builder of a mask that keeps nothing yet. */
    public static Builder builder(int rows, int columns) {
        return new Builder(rows, columns);
    }

    /** Rows of the matrix. */
    public int rows() {
        return kept.length;
    }

    /** Columns of the matrix. */
    public int columns() {
        return columns;
    }

    /** Whether the entry survives. */
    public boolean keeps(int row, int column) {
        requireInside(row, column, kept.length, columns);
        return kept[row].keeps(column);
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
        requireInside(row, from, kept.length, columns);
        int next = kept[row].next(from);
        return next < 0 ? columns : next;
    }

    /** How many entries survive. */
    public long count() {
        return count;
    }

    /** How many entries of a row survive. */
    public int count(int row) {
        requireInside(row, 0, kept.length, columns);
        return kept[row].count();
    }

    /** All the entries: rows · columns. */
    public long entries() {
        return (long) kept.length * columns;
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
        MaskRow[] extra = new MaskRow[kept.length];
        Arrays.setAll(extra, row -> kept[row].without(other.kept[row], columns));
        return new Mask(columns, extra);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask && columns == mask.columns && Arrays.equals(kept, mask.kept);
    }

    @Override
    public int hashCode() {
        return 31 * columns + Arrays.hashCode(kept);
    }

    @Override
    public String toString() {
        return "Mask[%d x %d, %d kept]".formatted(kept.length, columns, count);
    }

    private static void requireInside(int row, int column, int rows, int columns) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                    "entry (%d, %d) of a %d x %d mask".formatted(row, column, rows, columns));
        }
    }

    /** Collects the entries that survive. */
    public static final class Builder {

        private final int columns;
        private final MaskRow.Builder[] kept;

        private Builder(int rows, int columns) {
            if (rows < 1 || columns < 1) {
                throw new IllegalArgumentException("a mask of %d x %d".formatted(rows, columns));
            }
            this.columns = columns;
            this.kept = new MaskRow.Builder[rows];
            Arrays.setAll(kept, _ -> new MaskRow.Builder(columns));
        }

        /** Keeps an entry. */
        public Builder keep(int row, int column) {
            requireInside(row, column, kept.length, columns);
            kept[row].keep(column);
            return this;
        }

        /** The mask so far; the builder may be used on. */
        public Mask build() {
            return new Mask(columns, Arrays.stream(kept).map(MaskRow.Builder::row).toArray(MaskRow[]::new));
        }
    }
}
