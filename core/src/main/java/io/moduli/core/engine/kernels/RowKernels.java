package io.moduli.core.engine.kernels;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
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
        fillRows(Vectors.address(vector, first), Vectors.stride(vector), 0, 0, y, first, end);
        Reference.reachabilityFence(vector);
    }

    /** y[r, c] = a[r] + b[r] for the rows from {@code first} to {@code end - 1}; the vectors are [rows × 1]. */
    public static void broadcastSum(Matrix a, Matrix b, Matrix y, int first, int end) {
        if (y.columns() == 1) {
            addColumns(a, b, y, first, end);
            return;
        }
        fillRows(Vectors.address(a, first), Vectors.stride(a), Vectors.address(b, first), Vectors.stride(b), y, first,
                end);
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
    }

    /**
     * Fills each row with a number of its own.
     *
     * @param a the address of the first row's number
     * @param b the address of what is added to it; 0 for nothing
     */
    private static void fillRows(long a, long strideOfA, long b, long strideOfB, Matrix y, int first, int end) {
        int columns = y.columns();
        int whole = Vectors.whole(columns);
        long target = Vectors.address(y, first);
        long strideOfY = Vectors.stride(y);
        for (int row = 0; row < end - first; row++) {
            float number = Vectors.floatAt(a + row * strideOfA);
            if (b != 0) {
                number += Vectors.floatAt(b + row * strideOfB);
            }
            FloatVector everywhere = VectorMath.all(number);
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                Vectors.storeAt(everywhere, target + (long) column * Float.BYTES);
            }
            for (int column = whole; column < columns; column++) {
                Vectors.setFloatAt(target + (long) column * Float.BYTES, number);
            }
            target += strideOfY;
        }
        Reference.reachabilityFence(y);
    }

    /** y[r, c] = 0 for the rows from {@code first} to {@code end - 1}. */
    public static void zeroRows(Matrix y, int first, int end) {
        int columns = y.columns();
        int whole = Vectors.whole(columns);
        FloatVector zero = FloatVector.zero(VectorMath.SPECIES);
        for (int row = first; row < end; row++) {
            long target = Vectors.address(y, row);
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                Vectors.storeAt(zero, target + (long) column * Float.BYTES);
            }
            for (int column = whole; column < columns; column++) {
                Vectors.setFloatAt(target + (long) column * Float.BYTES, 0);
            }
        }
        Reference.reachabilityFence(y);
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
        if (Vectors.isContiguous(x) && Vectors.isContiguous(y)) {
            addRow(Vectors.address(x, first), Vectors.address(y, first), (end - first) * columns);
        } else if (columns == 1) {
            addColumns(y, x, y, first, end);
        } else {
            for (int row = first; row < end; row++) {
                addRow(Vectors.address(x, row), Vectors.address(y, row), columns);
            }
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    private static void addRow(long x, long y, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            Vectors.storeAt(Vectors.loadAt(y + offset, mask).add(Vectors.loadAt(x + offset, mask)), y + offset, mask);
        }
    }

    /** y = a + b for single columns, whose numbers no vector holds. */
    private static void addColumns(Matrix a, Matrix b, Matrix y, int first, int end) {
        long ofA = Vectors.address(a, first);
        long ofB = Vectors.address(b, first);
        long ofY = Vectors.address(y, first);
        long strideOfA = Vectors.stride(a);
        long strideOfB = Vectors.stride(b);
        long strideOfY = Vectors.stride(y);
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
        int runs = Vectors.runs(a, b, y);
        int count = Vectors.lengthOfRun(y, runs);
        for (int row = 0; row < runs; row++) {
            multiplyRow(Vectors.address(a, row), Vectors.address(b, row), Vectors.address(y, row), count);
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        Reference.reachabilityFence(y);
    }

    private static void multiplyRow(long a, long b, long y, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            Vectors.storeAt(Vectors.loadAt(a + offset, mask).mul(Vectors.loadAt(b + offset, mask)), y + offset, mask);
        }
    }

    /** y[r, c] = x[r, c] for the rows from {@code first} to {@code end - 1}. */
    public static void copy(Matrix x, Matrix y, int first, int end) {
        Objects.checkFromToIndex(first, end, Math.min(x.rows(), y.rows()));
        Objects.checkFromIndexSize(0, x.columns(), y.columns());
        copyRows(
                Vectors.address(x, first), Vectors.stride(x),
                Vectors.address(y, first), Vectors.stride(y), x.columns(),
                end - first);
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    /** Copies columns of x, starting at {@code firstOfX}, to columns of y, starting at {@code firstOfY}, in some rows. */
    public static void copyColumns(
            Matrix x, int firstOfX, Matrix y, int firstOfY, int columns, int first, int end) {
        Objects.checkFromToIndex(first, end, Math.min(x.rows(), y.rows()));
        Objects.checkFromIndexSize(firstOfX, columns, x.columns());
        Objects.checkFromIndexSize(firstOfY, columns, y.columns());
        copyRows(
                Vectors.address(x, first, firstOfX), Vectors.stride(x),
                Vectors.address(y, first, firstOfY), Vectors.stride(y), columns, end - first);
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    /**
     * Copies rows by address: rows are a few cache lines long, and a call to copy one takes longer than copying it.
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
        for (int row = 0; row < rows; row++) {
            long from = x + row * strideOfX;
            long to = y + row * strideOfY;
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                long offset = (long) column * Float.BYTES;
                Vectors.storeAt(Vectors.loadAt(from + offset), to + offset);
            }
            if (whole < columns) {
                VectorMask<Float> tail = Vectors.tail(whole, columns);
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
        return Vectors.sumOfLanes(a.add(b).add(c.add(d)));
    }
}
