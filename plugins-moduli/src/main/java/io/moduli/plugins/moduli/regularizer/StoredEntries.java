package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightShape;
import java.util.Arrays;

/**
 * Which entries of a matrix are stored, packed: row after row, without the gaps that the underlying memory may have.
 */
final class StoredEntries {

    private final WeightShape shape;
    private final boolean dense;
    private final int[] offsets;
    /** The columns of all entries; if all are stored, one row's columns for all rows. */
    private final int[] columns;

    private StoredEntries(WeightShape shape, boolean dense, int[] offsets, int[] columns) {
        this.shape = shape;
        this.dense = dense;
        this.offsets = offsets;
        this.columns = columns;
    }

    /**
     * Reads the structure from a block that is the whole matrix.
     *
     * @throws IllegalArgumentException if more entries are stored than an array can have
     */
    static StoredEntries of(EntryBlock entries) {
        WeightShape shape = entries.shape();
        int[] offsets = new int[shape.rows() + 1];
        for (int row = 0; row < shape.rows(); row++) {
            long end = offsets[row] + entries.end(row) - entries.begin(row);
            if (end > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "%s stores more than %,d entries, for which a penalty cannot keep coefficients; prune it first, or begin sparse"
                                .formatted(shape.name(), Integer.MAX_VALUE));
            }
            offsets[row + 1] = (int) end;
        }
        int[] columns = new int[entries.dense() ? shape.columns() : offsets[shape.rows()]];
        if (entries.dense()) {
            Arrays.setAll(columns, column -> column);
        } else {
            for (int row = 0; row < shape.rows(); row++) {
                for (int k = offsets[row]; k < offsets[row + 1]; k++) {
                    columns[k] = entries.column(entries.begin(row) + k - offsets[row]);
                }
            }
        }
        return new StoredEntries(shape, entries.dense(), offsets, columns);
    }

    WeightShape shape() {
        return shape;
    }

    boolean dense() {
        return dense;
    }

    int count() {
        return offsets[shape.rows()];
    }

    /** For how many rows columns are stored: if all entries are stored, all gates share those of the first. */
    int distinctRows() {
        return dense ? shape.units() : shape.rows();
    }

    /** The first packed entry of a row; that of the row after the last is the count. */
    int begin(int row) {
        return offsets[row];
    }

    int column(int row, int entry) {
        return columns[dense ? entry - offsets[row] : entry];
    }

    /** The columns of a row's entries, ascending. */
    int[] columns(int row) {
        return dense ? columns.clone() : Arrays.copyOfRange(columns, offsets[row], offsets[row + 1]);
    }
}
