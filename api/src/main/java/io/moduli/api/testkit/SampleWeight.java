package io.moduli.api.testkit;

import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A weight matrix with memory of its own, dense or sparse, to try regularizers and pruners on outside of an engine.
 *
 * <p>Its memory has gaps between the rows and they hold NaN, as an engine's memory may have gaps: what reads or writes
 * outside of the stored entries is found out.
 */
public final class SampleWeight {

    private static final int GAP = 3;

    private final WeightShape shape;
    private final boolean dense;
    private final long[] begins;
    private final int[][] columns;
    private final MemorySegment values;
    private final MemorySegment gradients;

    private SampleWeight(WeightShape shape, boolean dense, int[][] columns, float[] matrix) {
        if (matrix.length != shape.entries()) {
            throw new IllegalArgumentException(
                    "%d values for the %d entries of %s".formatted(matrix.length, shape.entries(), shape));
        }
        this.shape = shape;
        this.dense = dense;
        this.columns = columns;
        this.begins = new long[shape.rows() + 1];
        begins[0] = GAP;
        for (int row = 0; row < shape.rows(); row++) {
            begins[row + 1] = begins[row] + columns[row].length + GAP;
        }
        long bytes = begins[shape.rows()] * Float.BYTES;
        this.values = Arena.ofAuto().allocate(bytes, 64);
        this.gradients = Arena.ofAuto().allocate(bytes, 64);
        for (long entry = 0; entry < begins[shape.rows()]; entry++) {
            values.setAtIndex(ValueLayout.JAVA_FLOAT, entry, Float.NaN);
            gradients.setAtIndex(ValueLayout.JAVA_FLOAT, entry, Float.NaN);
        }
        for (int row = 0; row < shape.rows(); row++) {
            for (int k = 0; k < columns[row].length; k++) {
                values.setAtIndex(
                        ValueLayout.JAVA_FLOAT, begins[row] + k, matrix[row * shape.columns() + columns[row][k]]);
            }
        }
        fillGradients(0);
    }

    /**
     * A weight whose entries are all stored.
     *
     * @param matrix [rows × columns], row-major
     */
    public static SampleWeight dense(WeightShape shape, float[] matrix) {
        int[][] columns = new int[shape.rows()][shape.columns()];
        for (int[] row : columns) {
            Arrays.setAll(row, column -> column);
        }
        return new SampleWeight(shape, true, columns, matrix);
    }

    /**
     * A weight that stores only what a mask keeps.
     *
     * @param matrix [rows × columns], row-major; what is not kept is ignored
     */
    public static SampleWeight sparse(WeightShape shape, float[] matrix, Mask mask) {
        int[][] columns = new int[shape.rows()][];
        for (int row = 0; row < shape.rows(); row++) {
            int current = row;
            columns[row] = IntStream.range(0, shape.columns())
                    .filter(column -> mask.keeps(current, column))
                    .toArray();
        }
        return new SampleWeight(shape, false, columns, matrix);
    }

    /** The matrix's shape. */
    public WeightShape shape() {
        return shape;
    }

    /** All stored entries as one block. */
    public EntryBlock whole() {
        return new Block(0, 1, 0, shape.rows());
    }

    /** The stored entries in so many blocks of about equally many rows; there are never more than rows. */
    public List<EntryBlock> blocks(int count) {
        int actual = Math.min(count, shape.rows());
        List<EntryBlock> blocks = new ArrayList<>();
        for (int index = 0; index < actual; index++) {
            blocks.add(new Block(index, actual, shape.rows() * index / actual, shape.rows() * (index + 1) / actual));
        }
        return blocks;
    }

    /** The gradients as a [rows × columns] matrix, 0 where no entry is stored. */
    public float[] gradients() {
        return matrix(gradients);
    }

    /** The values as a [rows × columns] matrix, 0 where no entry is stored. */
    public float[] values() {
        return matrix(values);
    }

    /** Gives all stored entries this gradient. */
    public void fillGradients(float gradient) {
        for (int row = 0; row < shape.rows(); row++) {
            for (int k = 0; k < columns[row].length; k++) {
                gradients.setAtIndex(ValueLayout.JAVA_FLOAT, begins[row] + k, gradient);
            }
        }
    }

    /** Whether the memory between the rows is as it was made. */
    public boolean gapsUntouched() {
        for (int row = 0; row <= shape.rows(); row++) {
            for (long entry = begins[row] - GAP; entry < begins[row]; entry++) {
                if (!Float.isNaN(gradients.getAtIndex(ValueLayout.JAVA_FLOAT, entry))
                        || !Float.isNaN(values.getAtIndex(ValueLayout.JAVA_FLOAT, entry))) {
                    return false;
                }
            }
        }
        return true;
    }

    private float[] matrix(MemorySegment memory) {
        float[] matrix = new float[shape.rows() * shape.columns()];
        for (int row = 0; row < shape.rows(); row++) {
            for (int k = 0; k < columns[row].length; k++) {
                matrix[row * shape.columns() + columns[row][k]] = memory.getAtIndex(ValueLayout.JAVA_FLOAT,
                        begins[row] + k);
            }
        }
        return matrix;
    }

    private final class Block implements EntryBlock {

        private final int index;
        private final int blocks;
        private final int firstRow;
        private final int endRow;

        Block(int index, int blocks, int firstRow, int endRow) {
            this.index = index;
            this.blocks = blocks;
            this.firstRow = firstRow;
            this.endRow = endRow;
        }

        @Override
        public WeightShape shape() {
            return shape;
        }

        @Override
        public int index() {
            return index;
        }

        @Override
        public int blocks() {
            return blocks;
        }

        @Override
        public int firstRow() {
            return firstRow;
        }

        @Override
        public int endRow() {
            return endRow;
        }

        @Override
        public long begin(int row) {
            return begins[row];
        }

        @Override
        public long end(int row) {
            return begins[row] + columns[row].length;
        }

        @Override
        public boolean dense() {
            return dense;
        }

        @Override
        public int column(long entry) {
            int row = Arrays.binarySearch(begins, firstRow, endRow, entry);
            int owner = row >= 0 ? row : -row - 2;
            return columns[owner][(int) (entry - begins[owner])];
        }

        @Override
        public MemorySegment values() {
            return values;
        }

        @Override
        public MemorySegment gradients() {
            return gradients;
        }
    }
}
