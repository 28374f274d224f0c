package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.weight.WeightShape;
import java.util.Arrays;

/**
 * The coefficients of a matrix's stored entries in the kernel's precision. Rows may share theirs: all of them if the
 * coefficient is constant, or the same unit's rows in all gates if the matrix is dense.
 */
final class EntryCoefficients {

    private final float[] values;
    private final int[] offsets;

    private EntryCoefficients(float[] values, int[] offsets) {
        this.values = values;
        this.offsets = offsets;
    }

    /** The same coefficient for every entry. */
    static EntryCoefficients constant(double coefficient, WeightShape shape) {
        float[] row = new float[shape.columns()];
        Arrays.fill(row, (float) coefficient);
        return new EntryCoefficients(row, new int[shape.rows()]);
    }

    /** Coefficients yet to be written, all 0: n × n for a dense matrix, one for each entry of a sparse one. */
    static EntryCoefficients of(StoredEntries entries) {
        WeightShape shape = entries.shape();
        int[] offsets = new int[shape.rows()];
        Arrays.setAll(offsets, row -> entries.begin(entries.dense() ? row % shape.units() : row));
        int size = entries.dense() ? Math.multiplyExact(shape.units(), shape.columns()) : entries.count();
        return new EntryCoefficients(new float[size], offsets);
    }

    /** Coefficients yet to be written, all 0: one for each entry, also for a dense matrix. */
    static EntryCoefficients ofEach(StoredEntries entries) {
        int[] offsets = new int[entries.shape().rows()];
        Arrays.setAll(offsets, entries::begin);
        return new EntryCoefficients(new float[entries.count()], offsets);
    }

    /** All the coefficients, those of a row in the order of its entries. */
    float[] values() {
        return values;
    }

    /** Where those of a row begin. */
    int offset(int row) {
        return offsets[row];
    }
}
