package io.moduli.core.report.figure;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A matrix of numbers in 255 levels, a byte each, so that a page can contain many.
 *
 * @param rows how many rows
 * @param columns how many columns
 * @param low what level 1 means
 * @param high what level 255 means
 * @param signed whether the range is around 0, which then has level 128
 * @param beyond whether there are numbers outside the range, which are clipped
 * @param levels row by row from the top; 0 where there is no number
 */
public record Cells(int rows, int columns, double low, double high, boolean signed, boolean beyond, byte[] levels) {

    private static final int LEVELS = 254;

    /**
     * Numbers around 0.
     *
     * @param values [rows][columns]; NaN if there is none
     * @param limit the range reaches this far to either side, above 0
     */
    public static Cells signed(double[][] values, double limit) {
        return of(values, -limit, limit, true);
    }

    /** Numbers from the minimum to the maximum. */
    public static Cells ranging(double[][] values) {
        double low = finite(values).min().orElse(0);
        return of(values, low, finite(values).max().orElse(low), false);
    }

    private static DoubleStream finite(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    }

    private static Cells of(double[][] values, double low, double high, boolean signed) {
        int columns = Arrays.stream(values).mapToInt(row -> row.length).max().orElse(0);
        byte[] levels = new byte[values.length * columns];
        boolean beyond = false;
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                double value = values[row][column];
                if (!Double.isNaN(value)) {
                    beyond |= value < low || value > high;
                    double place = high > low ? (Math.clamp(value, low, high) - low) / (high - low) : 0.5;
                    levels[row * columns + column] = (byte) (1 + Math.round(place * LEVELS));
                }
            }
        }
        return new Cells(values.length, columns, low, high, signed, beyond, levels);
    }
}
