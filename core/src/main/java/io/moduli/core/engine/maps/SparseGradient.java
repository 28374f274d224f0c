package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.SparseGradientKernels;
import io.moduli.core.engine.kernels.SparseGradientStepKernels;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.engine.storage.OffHeap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.SparseRows;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/** The memory in which the gradient of a sparse weight's stored entries is summed up: the parameter's, or a map's own. */
final class SparseGradient {

    private final SparseRows rows;
    private final MemorySegment entries;

    private SparseGradient(Parameter parameter, MemorySegment entries) {
        this.rows = parameter.sparse().structure().byRow();
        this.entries = entries;
    }

    /** The parameter's. */
    static SparseGradient of(Parameter parameter) {
        return new SparseGradient(parameter, parameter.sparse().gradients());
    }

    /** A map's own memory, for a crew of one. */
    static SparseGradient apart(Parameter parameter) {
        return new SparseGradient(parameter, OffHeap.words(parameter.sparse().structure().entries()));
    }

    /** The gradient with respect to the stored entries, in the order of rows. */
    MemorySegment entries() {
        return entries;
    }

    /** The number of columns that the next kernel handles, given how many are left. */
    static int width(int columns) {
        return Math.min(
                columns, SparseGradientKernels.width(Math.max(1, columns / Vectors.LENGTH)) * Vectors.LENGTH);
    }

    /** Makes the gradients of the stored entries of the rows from {@code first} to {@code end - 1} 0. */
    void zero(int first, int end) {
        SparseGradientKernels.zero(entries, rows.begin(first), rows.begin(end));
    }

    /**
     * g += y xᵀ over some columns of x and y, for the stored entries g of the rows from {@code first} to {@code end - 1}.
     *
     * @param x the address of the operand's column that belongs to the first column of y; the caller keeps it alive
     * @param strideOfX bytes from one of its rows to the next
     * @param firstRow the weight's row that row 0 of y belongs to
     * @param column the first column of y
     * @param columns how many columns
     */
    void add(int first, int end, long x, long strideOfX, Matrix y, int firstRow, int column, int columns) {
        int width;
        for (int done = 0; done < columns; done += width) {
            width = width(columns - done);
            SparseGradientKernels.accumulate(
                    Math.ceilDiv(width, Vectors.LENGTH), width, rows, entries, first, end,
                    x + (long) done * Float.BYTES, strideOfX,
                    // Outside of y if its first row is not the weight's; the kernel starts further on.
                    Vectors.address(y, -firstRow, column + done), Vectors.stride(y));
        }
        Reference.reachabilityFence(y);
    }

    /**
     * How many time steps {@link #add(int, int, Matrix[], Matrix[], int, int)} handles at once for operands with this
     * many columns: as many as one kernel.
     */
    static int stepsAtOnce(int columns) {
        return columns % Vectors.LENGTH == 0 ? SparseGradientStepKernels.steps(columns / Vectors.LENGTH) : 1;
    }

    /**
     * g += the sum of y xᵀ over some time steps, for the stored entries g of the rows from {@code first} to {@code end - 1}.
     *
     * @param y by step, of the same extents, at equal distances in memory
     * @param x the same
     * @param step the first step
     * @param steps how many, 1 or more
     */
    void add(int first, int end, Matrix[] y, Matrix[] x, int step, int steps) {
        int columns = y[step].columns();
        int most = stepsAtOnce(columns);
        int done = 0;
        while (done < steps) {
            int begin = step + done;
            int taken = Math.min(most, Integer.highestOneBit(steps - done));
            long addressOfX = Vectors.address(x[begin], 0, 0);
            if (taken == 1) {
                add(first, end, addressOfX, Vectors.stride(x[begin]), y[begin], 0, 0, columns);
            } else {
                long addressOfY = Vectors.address(y[begin], 0, 0);
                SparseGradientStepKernels.accumulate(
                        columns / Vectors.LENGTH, taken, rows, entries, first, end,
                        addressOfX, Vectors.stride(x[begin]), Vectors.address(x[begin + 1], 0, 0) - addressOfX,
                        addressOfY, Vectors.stride(y[begin]), Vectors.address(y[begin + 1], 0, 0) - addressOfY);
            }
            done += taken;
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    /** Copies some rows of another gradient, or adds them. */
    void take(SparseGradient other, boolean add, int first, int end) {
        SparseGradientKernels.take(other.entries, entries, add, rows.begin(first), rows.begin(end));
    }
}
