package io.moduli.api.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * A [rows × columns] window of float32 numbers on off-heap memory, row-major: element (r, c) lies {@code r * stride + c}
 * floats behind element (0, 0).
 *
 * <p>Windows share memory, and memory lives as long as any window on it is reachable. Making a window costs far more than using it: make it
 * once. {@link NativeArrays} shows a matrix as an array of ND4J.
 */
public final class Matrix {

    /** Rows begin at multiples of this many bytes in memory of its own. */
    public static final long ALIGNMENT = 64;

    private static final int FLOATS_PER_LINE = 16;
    /** Rows that lie this many floats (4 KiB) apart fall into the same sets of the first-level cache. */
    private static final int ALIASING_STRIDE = 1024;

    private final MemorySegment memory;
    private final long offset;
    private final int rows;
    private final int columns;
    private final int stride;

    private Matrix(MemorySegment memory, long offset, int rows, int columns, int stride) {
        this.memory = memory;
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
    }

    /**
     * A matrix on memory of its own, all 0, without gaps between rows: the stride is the number of columns. Its memory is a
     * whole number of {@link #ALIGNMENT} bytes.
     *
     * @throws IllegalArgumentException if an extent is less than 1
     * @throws OutOfMemoryError if the process may not have so much off-heap memory
     */
    public static Matrix allocate(int rows, int columns) {
        return allocateWithStride(rows, columns, columns);
    }

    /** A matrix on memory of its own, all 0, each of whose rows begins at a multiple of {@link #ALIGNMENT} bytes. */
    public static Matrix allocateAligned(int rows, int columns) {
        int stride = Math.ceilDiv(columns, FLOATS_PER_LINE) * FLOATS_PER_LINE;
        return allocateWithStride(rows, columns, stride % ALIASING_STRIDE == 0 ? stride + FLOATS_PER_LINE : stride);
    }

    private static Matrix allocateWithStride(int rows, int columns, int stride) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a matrix of %d x %d".formatted(rows, columns));
        }
        long bytes = Math.multiplyExact((long) rows * stride, Float.BYTES);
        long wholeLines = Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
        return new Matrix(Arena.ofAuto().allocate(wholeLines, ALIGNMENT), 0, rows, columns, stride);
    }

    /** A column of numbers on memory of its own, copied from an array: [values × 1]. */
    public static Matrix column(float... values) {
        return of(values.length, 1, values);
    }

    /** A matrix on memory of its own, copied from a row-major array. */
    public static Matrix of(int rows, int columns, float... values) {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException("%d values for %d x %d".formatted(values.length, rows, columns));
        }
        Matrix matrix = allocate(rows, columns);
        MemorySegment.copy(values, 0, matrix.memory, ValueLayout.JAVA_FLOAT, 0, values.length);
        return matrix;
    }

    /** Rows of the window. */
    public int rows() {
        return rows;
    }

    /** Columns of the window. */
    public int columns() {
        return columns;
    }

    /** How many floats lie from one row to the next. */
    public int stride() {
        return stride;
    }

    /** The memory that the window is on, with everything around the window. */
    public MemorySegment memory() {
        return memory;
    }

    /** Where element (row, column) begins in {@link #memory()}, in bytes; not checked against the window. */
    public long byteOffset(int row, int column) {
        return (offset + (long) row * stride + column) * Float.BYTES;
    }

    /** Element (row, column). */
    public float get(int row, int column) {
        check(row, column);
        return memory.get(ValueLayout.JAVA_FLOAT, byteOffset(row, column));
    }

    /** Writes element (row, column). */
    public void set(int row, int column, float value) {
        check(row, column);
        memory.set(ValueLayout.JAVA_FLOAT, byteOffset(row, column), value);
    }

    /** Writes one value everywhere. */
    public void fill(float value) {
        for (int row = 0; row < rows; row++) {
            long begin = byteOffset(row, 0);
            for (int column = 0; column < columns; column++) {
                memory.set(ValueLayout.JAVA_FLOAT, begin + (long) column * Float.BYTES, value);
            }
        }
    }

    /** Copies all elements from a matrix of the same extents. */
    public void copyFrom(Matrix source) {
        if (source.rows != rows || source.columns != columns) {
            throw new IllegalArgumentException("%s cannot be copied to %s".formatted(source, this));
        }
        for (int row = 0; row < rows; row++) {
            MemorySegment.copy(
                    source.memory, source.byteOffset(row, 0), memory, byteOffset(row, 0), (long) columns * Float.BYTES);
        }
    }

    /** All elements in row-major order, copied. */
    public float[] toArray() {
        float[] values = new float[Math.multiplyExact(rows, columns)];
        for (int row = 0; row < rows; row++) {
            MemorySegment.copy(
                    memory, ValueLayout.JAVA_FLOAT, byteOffset(row, 0), values, row * columns, columns);
        }
        return values;
    }

    /** A window on a part of this one. */
    public Matrix window(int firstRow, int windowRows, int firstColumn, int windowColumns) {
        Objects.checkFromIndexSize(firstRow, windowRows, rows);
        Objects.checkFromIndexSize(firstColumn, windowColumns, columns);
        return new Matrix(memory, offset + (long) firstRow * stride + firstColumn, windowRows, windowColumns, stride);
    }

    /** A window on some rows. */
    public Matrix rowWindow(int firstRow, int windowRows) {
        return window(firstRow, windowRows, 0, columns);
    }

    /** A window on some columns. */
    public Matrix columnWindow(int firstColumn, int windowColumns) {
        return window(0, rows, firstColumn, windowColumns);
    }

    @Override
    public String toString() {
        return "Matrix[%d x %d]".formatted(rows, columns);
    }

    private void check(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("element (%d, %d) of %s".formatted(row, column, this));
        }
    }
}
