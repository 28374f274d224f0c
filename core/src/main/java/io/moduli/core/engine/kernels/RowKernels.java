package io.moduli.core.engine.kernels;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Kernels that work on whole rows of a matrix: biases and sums. */
public final class RowKernels {

    private RowKernels() {}

    /** y[r, c] = vector[r] for the rows from {@code first} to {@code end - 1}; the vector is [rows × 1]. */
    public static void broadcast(Matrix vector, Matrix y, int first, int end) {
        if (y.columns() == 1) {
            copy(vector, y, first, end);
            return;
        }
        for (int row = first; row < end; row++) {
            fill(y, row, vector.get(row, 0));
        }
    }

    /** y[r, c] = a[r] + b[r] for the rows from {@code first} to {@code end - 1}; the vectors are [rows × 1]. */
    public static void broadcastSum(Matrix a, Matrix b, Matrix y, int first, int end) {
        if (y.columns() == 1) {
            addColumns(a, b, y, first, end);
            return;
        }
        for (int row = first; row < end; row++) {
            fill(y, row, a.get(row, 0) + b.get(row, 0));
        }
    }

    /** y[r, c] = 0 for the rows from {@code first} to {@code end - 1}. */
    public static void zeroRows(Matrix y, int first, int end) {
        for (int row = first; row < end; row++) {
            fill(y, row, 0);
        }
    }

    /** y[r, c] = 0 in all rows for the columns from {@code first} to {@code end - 1}. */
    public static void zeroColumns(Matrix y, int first, int end) {
        FloatVector zero = FloatVector.zero(VectorMath.SPECIES);
        for (int row = 0; row < y.rows(); row++) {
            for (int column = first; column < end; column += Vectors.LENGTH) {
                Vectors.store(zero, y, row, column, Vectors.tail(column, end));
            }
        }
    }

    /** y[r, c] += x[r, c] for the rows from {@code first} to {@code end - 1}. */
    public static void add(Matrix x, Matrix y, int first, int end) {
        int columns = y.columns();
        if (columns == 1) {
            addColumns(y, x, y, first, end);
            return;
        }
        int whole = Vectors.whole(columns);
        for (int row = first; row < end; row++) {
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                Vectors.store(Vectors.load(y, row, column).add(Vectors.load(x, row, column)), y, row, column);
            }
            if (whole < columns) {
                VectorMask<Float> mask = Vectors.tail(whole, columns);
                Vectors.store(
                        Vectors.load(y, row, whole, mask).add(Vectors.load(x, row, whole, mask)), y, row, whole, mask);
            }
        }
    }

    /** y = a + b for single columns, whose numbers no vector holds. */
    private static void addColumns(Matrix a, Matrix b, Matrix y, int first, int end) {
        long ofA = a.memory().address() + a.byteOffset(first, 0);
        long ofB = b.memory().address() + b.byteOffset(first, 0);
        long ofY = y.memory().address() + y.byteOffset(first, 0);
        long strideOfA = a.stride() * (long) Float.BYTES;
        long strideOfB = b.stride() * (long) Float.BYTES;
        long strideOfY = y.stride() * (long) Float.BYTES;
        for (int row = 0; row < end - first; row++) {
            float sum = Vectors.floatAt(ofA + row * strideOfA) + Vectors.floatAt(ofB + row * strideOfB);
            Vectors.setFloatAt(ofY + row * strideOfY, sum);
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        Reference.reachabilityFence(y);
    }

    /** y = a · b, entry by entry. */
    public static void multiply(Matrix a, Matrix b, Matrix y) {
        int columns = y.columns();
        for (int row = 0; row < y.rows(); row++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                Vectors.store(
                        Vectors.load(a, row, column, mask).mul(Vectors.load(b, row, column, mask)),
                        y, row, column, mask);
            }
        }
    }

    /** y[r, c] = x[r, c] for the rows from {@code first} to {@code end - 1}. */
    public static void copy(Matrix x, Matrix y, int first, int end) {
        Objects.checkFromToIndex(first, end, Math.min(x.rows(), y.rows()));
        Objects.checkFromIndexSize(0, x.columns(), y.columns());
        copyRows(
                x.memory().address() + x.byteOffset(first, 0), x.stride() * (long) Float.BYTES,
                y.memory().address() + y.byteOffset(first, 0), y.stride() * (long) Float.BYTES, x.columns(),
                end - first);
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    /**
     * Copies pieces of rows: the columns of x from {@code firstOfX} on, as many as a piece is wide, then those a period
     * further, and so on to the end of x; in y they begin at {@code firstOfY} and have another period.
     */
    public static void copyPieces(
            Matrix x, int firstOfX, int periodOfX, Matrix y, int firstOfY, int periodOfY, int width, int first,
            int end) {
        int pieces = x.columns() / periodOfX;
        for (int row = first; row < end; row++) {
            copyRows(
                    x.memory().address() + x.byteOffset(row, firstOfX), periodOfX * (long) Float.BYTES,
                    y.memory().address() + y.byteOffset(row, firstOfY), periodOfY * (long) Float.BYTES, width, pieces);
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    /**
     * Copies rows by address: rows are a few cache lines long, and calling anybody to copy one takes longer than copying it.
     *
     * @param strideOfX bytes from one row of x to the next
     * @param columns how many numbers of each row
     */
    public static void copyRows(long x, long strideOfX, long y, long strideOfY, int columns, int rows) {
        if (columns == 1) {
            for (int row = 0; row < rows; row++) {
                Vectors.setFloatAt(y + row * strideOfY, Vectors.floatAt(x + row * strideOfX));
            }
            return;
        }
        int whole = Vectors.whole(columns);
        VectorMask<Float> tail = Vectors.tail(whole, columns);
        for (int row = 0; row < rows; row++) {
            long from = x + row * strideOfX;
            long to = y + row * strideOfY;
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                long offset = (long) column * Float.BYTES;
                Vectors.storeAt(Vectors.loadAt(from + offset), to + offset);
            }
            if (whole < columns) {
                long offset = (long) whole * Float.BYTES;
                Vectors.storeAt(Vectors.loadAt(from + offset, tail), to + offset, tail);
            }
        }
    }

    /**
     * sums[r] = Σ x[r, c] over the columns, or sums[r] += Σ x[r, c] where it adds, for the rows from {@code first} to {@code
     * end - 1}; sums are [rows × 1].
     */
    public static void sum(Matrix x, Matrix sums, boolean add, int first, int end) {
        for (int row = first; row < end; row++) {
            float sum = sumOfRow(x, row);
            sums.set(row, 0, add ? sums.get(row, 0) + sum : sum);
        }
    }

    /** The same for a block of rows: row {@code first} of the sums is that of row 0 of x, and so on. */
    public static void sumBlock(Matrix x, Matrix sums, int first, int end) {
        for (int row = first; row < end; row++) {
            sums.set(row, 0, sumOfRow(x, row - first));
        }
    }

    private static float sumOfRow(Matrix x, int row) {
        int columns = x.columns();
        int step = 4 * Vectors.LENGTH;
        int unrolled = columns - columns % step;
        int whole = Vectors.whole(columns);
        FloatVector a = FloatVector.zero(VectorMath.SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int column = 0; column < unrolled; column += step) {
            a = a.add(Vectors.load(x, row, column));
            b = b.add(Vectors.load(x, row, column + Vectors.LENGTH));
            c = c.add(Vectors.load(x, row, column + 2 * Vectors.LENGTH));
            d = d.add(Vectors.load(x, row, column + 3 * Vectors.LENGTH));
        }
        for (int column = unrolled; column < whole; column += Vectors.LENGTH) {
            a = a.add(Vectors.load(x, row, column));
        }
        if (whole < columns) {
            b = b.add(Vectors.load(x, row, whole, Vectors.tail(whole, columns)));
        }
        return (float) VectorMath.sumOfLanes(a.add(b).add(c.add(d)));
    }

    private static void fill(Matrix y, int row, float value) {
        int columns = y.columns();
        int whole = Vectors.whole(columns);
        FloatVector everywhere = VectorMath.all(value);
        for (int column = 0; column < whole; column += Vectors.LENGTH) {
            Vectors.store(everywhere, y, row, column);
        }
        for (int column = whole; column < columns; column++) {
            y.memory().set(ValueLayout.JAVA_FLOAT, y.byteOffset(row, column), value);
        }
    }
}
