package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.SparseProductKernels;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.engine.storage.SparseRows;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * Products of a sparse matrix with any number of columns, composed of kernels of certain widths. The operand is given
 * by address, since it may be a packed copy; the caller keeps it alive.
 */
final class SparseProducts {

    private SparseProducts() {}

    /** The number of columns that the next product kernel handles, given how many are left. */
    static int productWidth(int columns) {
        int whole = columns / Vectors.LENGTH;
        return whole < 2 ? columns : SparseProductKernels.width(whole) * Vectors.LENGTH;
    }

    /**
     * y += a x for some rows and columns of y, using only the entries of each row between two limits.
     *
     * @param begins the address of a table with the first entry of each row
     * @param ends the address of a table with the entry after the last of each row
     * @param x the address of the operand's column that goes with the first column of y
     * @param strideOfX bytes from one of its rows to the next
     * @param column the first column of y
     * @param columns how many columns
     */
    static void multiply(
            SparseRows a, MemorySegment values, long begins, long ends, int first, int end, long x, long strideOfX,
            Matrix y, int column, int columns) {
        int width;
        for (int done = 0; done < columns; done += width) {
            width = productWidth(columns - done);
            int vectors = Math.ceilDiv(width, Vectors.LENGTH);
            SparseProductKernels.multiply(
                    vectors, width - (vectors - 1) * Vectors.LENGTH, a, values, begins, ends, first, end,
                    x + (long) done * Float.BYTES, strideOfX,
                    Vectors.address(y, 0, column + done), Vectors.stride(y));
        }
        Reference.reachabilityFence(y);
    }
}
