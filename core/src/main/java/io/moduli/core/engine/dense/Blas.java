package io.moduli.core.engine.dense;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.ProcessSettings;
import io.moduli.core.engine.threads.Team;
import java.lang.ref.Reference;

/**
 * Dense matrix products by the OpenBLAS that ND4J brings along, called through the foreign-function API.
 *
 * <p>OpenBLAS is meant to run each product on the calling thread alone: the {@link Team} splits the work, so the two
 * never oversubscribe the machine, and results do not depend on OpenBLAS's own choice of threads. That is a setting of
 * the whole process, which {@link ProcessSettings#claim} makes; if it has not been made, the first product logs a
 * warning. The last bits of results may depend on how many rows are computed at a time: OpenBLAS has separate kernels
 * for small products and for vectors.
 */
public final class Blas {

    private static final int ROW_MAJOR = 101;
    private static final int AS_IS = 111;
    private static final int TRANSPOSED = 112;

    private Blas() {}

    /** The processor whose kernels OpenBLAS uses, in its own words. */
    public static String coreName() {
        return OpenBlas.CORE_NAME;
    }

    /** How many threads OpenBLAS may use for a product, including the caller's: it should be 1. */
    public static int threads() {
        OpenBlas.stayOnTheCallingThread();
        return OpenBlas.threads();
    }

    /**
     * The rows from {@code first} to {@code end - 1} of y = a x, or of y += a x where it adds: [m × n] = [m × k] · [k × n].
     */
    public static void multiply(Matrix a, Matrix x, Matrix y, boolean add, int first, int end) {
        requireProduct(a.rows(), a.columns(), x.rows(), x.columns(), y);
        product(AS_IS, a.columns(), a, a.byteOffset(first, 0), x, y, first, end, add);
    }

    /** The rows from {@code first} to {@code end - 1} of y = aᵀ x, or of y += aᵀ x where it adds: [m × n] = [k × m]ᵀ · [k × n]. */
    public static void multiplyTransposed(Matrix a, Matrix x, Matrix y, boolean add, int first, int end) {
        requireProduct(a.columns(), a.rows(), x.rows(), x.columns(), y);
        product(TRANSPOSED, a.rows(), a, a.byteOffset(0, first), x, y, first, end, add);
    }

    /** The rows from {@code first} to {@code end - 1} of y = a xᵀ, or of y += a xᵀ where it adds: [m × n] = [m × k] · [n × k]ᵀ. */
    public static void multiplyByTransposed(Matrix a, Matrix x, Matrix y, boolean add, int first, int end) {
        requireProduct(a.rows(), a.columns(), x.columns(), x.rows(), y);
        gemm(AS_IS, TRANSPOSED, end - first, y.columns(), a.columns(), a, a.byteOffset(first, 0), x, y, first, add);
    }

    /**
     * The rows from {@code first} to {@code end - 1} of y = a xᵀ, given only these rows of a: {@code block} is [m × k]
     * or larger, x is [n × k].
     */
    public static void multiplyBlockByTransposed(Matrix block, Matrix x, Matrix y, int first, int end) {
        requireBlock(block, first, end, x.columns());
        requireProduct(y.rows(), x.columns(), x.columns(), x.rows(), y);
        gemm(AS_IS, TRANSPOSED, end - first, y.columns(), x.columns(), block, block.byteOffset(0, 0), x, y, first,
                false);
    }

    /**
     * y = a'ᵀ x, or y += a'ᵀ x where it adds, with the rows from {@code first} to {@code end - 1} of a as a', and as many
     * first rows of {@code block} as x.
     */
    public static void multiplyTransposedBlock(Matrix a, int first, int end, Matrix block, Matrix y, boolean add) {
        requireBlock(block, first, end, y.columns());
        requireProduct(a.columns(), a.rows(), a.rows(), block.columns(), y);
        gemm(TRANSPOSED, AS_IS, y.rows(), y.columns(), end - first, a, a.byteOffset(first, 0), block, y, 0, add);
    }

    private static void requireBlock(Matrix block, int first, int end, int columns) {
        if (end - first > block.rows() || block.columns() != columns) {
            throw new IllegalArgumentException("rows %d to %d of %d columns in %s"
                    .formatted(first, end - 1, columns, block));
        }
    }

    /**
     * The rows from {@code first} to {@code end - 1} of y = a' x with the part a' of a, or its transpose, that these rows need.
     *
     * @param k columns of a' as it is multiplied, rows of x
     */
    private static void product(
            int transposeA, int k, Matrix a, long offsetOfA, Matrix x, Matrix y, int first, int end, boolean add) {
        int m = end - first;
        if (y.columns() > 1) {
            gemm(transposeA, AS_IS, m, y.columns(), k, a, offsetOfA, x, y, first, add);
        } else if (transposeA == AS_IS) {
            gemv(AS_IS, m, k, a, offsetOfA, x, y, first, end, add);
        } else {
            gemv(TRANSPOSED, k, m, a, offsetOfA, x, y, first, end, add);
        }
    }

    private static void gemm(
            int transposeA, int transposeX, int m, int n, int k, Matrix a, long offsetOfA, Matrix x, Matrix y,
            int firstRow, boolean add) {
        if (m <= 0) {
            return;
        }
        requireRows(y, firstRow, firstRow + m);
        OpenBlas.stayOnTheCallingThread();
        try {
            OpenBlas.SGEMM.invokeExact(
                    ROW_MAJOR, transposeA, transposeX, m, n, k, 1.0f,
                    a.memory().address() + offsetOfA, a.stride(),
                    x.memory().address() + x.byteOffset(0, 0), x.stride(), add ? 1.0f : 0.0f,
                    y.memory().address() + y.byteOffset(firstRow, 0), y.stride());
        } catch (Throwable thrown) {
            throw new IllegalStateException("cblas_sgemm could not be called", thrown);
        } finally {
            keepAlive(a, x, y);
        }
    }

    /**
     * A product with a single column, which reads the weight once and at the speed of memory; OpenBLAS's general product packs
     * it first.
     *
     * @param m rows of the part of a, as it is stored
     * @param n its columns
     */
    private static void gemv(
            int transposeA, int m, int n, Matrix a, long offsetOfA, Matrix x, Matrix y, int first, int end,
            boolean add) {
        if (first >= end) {
            return;
        }
        requireRows(y, first, end);
        OpenBlas.stayOnTheCallingThread();
        try {
            OpenBlas.SGEMV.invokeExact(
                    ROW_MAJOR, transposeA, m, n, 1.0f, a.memory().address() + offsetOfA, a.stride(),
                    x.memory().address() + x.byteOffset(0, 0), x.stride(), add ? 1.0f : 0.0f,
                    y.memory().address() + y.byteOffset(first, 0), y.stride());
        } catch (Throwable thrown) {
            throw new IllegalStateException("cblas_sgemv could not be called", thrown);
        } finally {
            keepAlive(a, x, y);
        }
    }

    /** Memory must be kept alive explicitly: addresses do not do it. */
    private static void keepAlive(Matrix a, Matrix x, Matrix y) {
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    private static void requireRows(Matrix y, int first, int end) {
        if (first < 0 || end > y.rows()) {
            throw new IndexOutOfBoundsException("rows %d to %d of %s".formatted(first, end - 1, y));
        }
    }

    private static void requireProduct(int rows, int inner, int innerOfOther, int columns, Matrix y) {
        if (inner != innerOfOther || y.rows() != rows || y.columns() != columns) {
            throw new IllegalArgumentException(
                    "[%d x %d] times [%d x %d] into %s".formatted(rows, inner, innerOfOther, columns, y));
        }
    }
}
