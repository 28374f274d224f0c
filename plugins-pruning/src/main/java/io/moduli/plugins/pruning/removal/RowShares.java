package io.moduli.plugins.pruning.removal;

import io.moduli.api.weight.WeightShape;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How many of its matrix's entries each row keeps: all rows the same number, up to one. A row that has fewer keeps all of
 * them, and the others make up for it. What cannot be divided goes to the first units that have more, one to each gate, so
 * that a row never keeps more entries when there are fewer in total.
 */
public final class RowShares {

    private RowShares() {}

    /**
     * Divides a number of entries among the rows of a matrix.
     *
     * @param wanted the entries that all rows keep together, from 0 to what is available
     * @param available how many entries a row can keep, from 0 to the number of columns
     * @return how many each row keeps, {@code wanted} in total
     */
    public static int[] of(WeightShape shape, long wanted, IntUnaryOperator available) {
        int[] most = IntStream.range(0, shape.rows()).map(available).toArray();
        int level = level(most, wanted, shape.columns());
        long left = wanted - total(most, level);
        int[] kept = new int[most.length];
        for (int place = 0; place < kept.length; place++) {
            int row = place % shape.gates() * shape.units() + place / shape.gates();
            boolean oneMore = left > 0 && most[row] > level;
            kept[row] = Math.min(most[row], level) + (oneMore ? 1 : 0);
            left -= oneMore ? 1 : 0;
        }
        return kept;
    }

    /** The largest number that all rows can keep, as far as they have it. */
    private static int level(int[] most, long wanted, int columns) {
        int possible = 0;
        int above = columns + 1;
        while (above - possible > 1) {
            int middle = (possible + above) >>> 1;
            if (total(most, middle) <= wanted) {
                possible = middle;
            } else {
                above = middle;
            }
        }
        return possible;
    }

    private static long total(int[] most, int level) {
        return Arrays.stream(most).mapToLong(row -> Math.min(row, level)).sum();
    }
}
