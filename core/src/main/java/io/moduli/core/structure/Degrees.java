package io.moduli.core.structure;

import io.moduli.api.weight.Mask;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The number of surviving entries in each row or column.
 *
 * @param counts one for each row or column
 */
public record Degrees(int[] counts) {

    /**
     * Those of rows.
     *
     * @param firstRow the first row
     * @param endRow one past the last
     */
    public static Degrees ofRows(Mask mask, int firstRow, int endRow) {
        return new Degrees(IntStream.range(firstRow, endRow).map(mask::count).toArray());
    }

    /**
     * Those of all columns, counting only some rows.
     *
     * @param firstRow the first row
     * @param endRow one past the last
     */
    public static Degrees ofColumns(Mask mask, int firstRow, int endRow) {
        int[] counts = new int[mask.columns()];
        for (int row = firstRow; row < endRow; row++) {
            for (int column = mask.nextKept(row, 0); column < mask.columns(); column = mask.nextKept(row, column + 1)) {
                counts[column]++;
            }
        }
        return new Degrees(counts);
    }

    /**
     * Those of units, each of which has a row in every gate.
     *
     * @param units how many there are
     */
    public Degrees perUnit(int units) {
        int[] sums = new int[units];
        for (int row = 0; row < counts.length; row++) {
            sums[row % units] += counts[row];
        }
        return new Degrees(sums);
    }

    /** How many have no entries. */
    public long without() {
        return Arrays.stream(counts).filter(count -> count == 0).count();
    }

    /** All together. */
    public long sum() {
        return Arrays.stream(counts).asLongStream().sum();
    }

    /** The minimum. */
    public int minimum() {
        return Arrays.stream(counts).min().orElse(0);
    }

    /** The maximum. */
    public int maximum() {
        return Arrays.stream(counts).max().orElse(0);
    }

    /** The median, the lower one of two. */
    public int median() {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    }
}
