package io.moduli.api.contract;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;

/**
 * All stored entries of a weight as one block, for the tests of pruners and regularizers: what an engine would show of the
 * same weight stored dense or sparse. Entries are numbered from 3, amid numbers that are not to be touched, so that code
 * which takes the first entry for number 0 is found out.
 */
public final class SampleEntries implements EntryBlock {

    private static final int FIRST = 3;

    private final WeightShape shape;
    private final boolean dense;
    private final long[] begins;
    private final int[] columns;
    private final Matrix values;
    private final Matrix gradients;

    private SampleEntries(WeightShape shape, boolean dense, Mask stored, Mask kept, float[] matrix) {
        if (matrix.length != shape.entries() || kept.rows() != shape.rows() || kept.columns() != shape.columns()) {
            throw new IllegalArgumentException(
                    "%d values and %s for %s".formatted(matrix.length, kept, shape));
        }
        int count = Math.toIntExact(stored.count());
        this.shape = shape;
        this.dense = dense;
        this.begins = new long[shape.rows() + 1];
        this.columns = new int[FIRST + count];
        this.values = Matrix.allocate(1, FIRST + count + FIRST);
        this.gradients = Matrix.allocate(1, FIRST + count + FIRST);
        values.fill(Float.NaN);
        gradients.columnWindow(0, FIRST).fill(Float.NaN);
        gradients.columnWindow(FIRST + count, FIRST).fill(Float.NaN);
        int entry = FIRST;
        for (int row = 0; row < shape.rows(); row++) {
            begins[row] = entry;
            for (int column = 0; column < shape.columns(); column++) {
                if (stored.keeps(row, column)) {
                    columns[entry] = column;
                    values.set(0, entry, kept.keeps(row, column) ? matrix[row * shape.columns() + column] : 0);
                    entry++;
                }
            }
        }
        begins[shape.rows()] = entry;
    }

    /** Every entry stored; those that the mask does not keep are 0. */
    public static SampleEntries dense(WeightShape shape, Mask mask, float[] matrix) {
        return new SampleEntries(shape, true, Mask.full(shape.rows(), shape.columns()), mask, matrix);
    }

    /**
     * Only the entries stored that the mask keeps.
     *
     * @param shape the weight's shape
     * @param mask which entries are kept
     * @param matrix the whole matrix, row-major
     */
    public static SampleEntries sparse(WeightShape shape, Mask mask, float[] matrix) {
        return new SampleEntries(shape, false, mask, mask, matrix);
    }

    @Override
    public WeightShape shape() {
        return shape;
    }

    @Override
    public int index() {
        return 0;
    }

    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public int firstRow() {
        return 0;
    }

    @Override
    public int endRow() {
        return shape.rows();
    }

    @Override
    public long begin(int row) {
        return begins[row];
    }

    @Override
    public long end(int row) {
        return begins[row + 1];
    }

    @Override
    public boolean dense() {
        return dense;
    }

    @Override
    public int column(long entry) {
        return columns[Math.toIntExact(entry)];
    }

    @Override
    public MemorySegment values() {
        return values.memory();
    }

    @Override
    public MemorySegment gradients() {
        return gradients.memory();
    }
}
