package io.moduli.core.engine.storage;

import io.moduli.api.weight.Mask;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The distribution of a parameter's first values: uniform between {@code centre - bound} and {@code centre + bound}.
 *
 * @param centre the middle
 * @param bound half the width, 0 or more
 */
record FirstValues(double centre, double bound) {

    /** Draws all values of a parameter, row by row. */
    void draw(Parameter parameter, RandomGenerator random) {
        float[] values = new float[parameter.columns()];
        for (int row = 0; row < parameter.rows(); row++) {
            drawRow(parameter, row, bound, values, random);
        }
    }

    /** The same, but a row that kept k of its n entries is wider by √(n / k). */
    void drawSparse(Parameter parameter, RandomGenerator random) {
        int columns = parameter.columns();
        float[] values = new float[columns];
        for (int row = 0; row < parameter.rows(); row++) {
            int kept = kept(parameter.mask(), row, columns);
            drawRow(parameter, row, bound * Math.sqrt((double) columns / Math.max(1, kept)), values, random);
        }
    }

    /** Draws the values of some entries that survive; all others stay as they are. */
    void draw(Parameter parameter, Mask entries, RandomGenerator random) {
        float[] values = new float[parameter.columns()];
        for (int row = 0; row < parameter.rows(); row++) {
            int column = entries.nextKept(row, 0);
            if (column < values.length) {
                parameter.readRow(row, values);
                for (; column < values.length; column = entries.nextKept(row, column + 1)) {
                    values[column] = value(bound, random);
                }
                parameter.writeRow(row, values);
            }
        }
    }

    private float value(double width, RandomGenerator random) {
        return (float) (centre + width * (2 * random.nextDouble() - 1));
    }

    private void drawRow(Parameter parameter, int row, double width, float[] values, RandomGenerator random) {
        for (int column = 0; column < values.length; column++) {
            values[column] = value(width, random);
        }
        parameter.writeRow(row, values);
    }

    private static int kept(Optional<Mask> mask, int row, int columns) {
        if (mask.isEmpty()) {
            return columns;
        }
        int kept = 0;
        for (int column = mask.get().nextKept(row, 0); column
                < columns; column = mask.get().nextKept(row, column + 1)) {
            kept++;
        }
        return kept;
    }
}
