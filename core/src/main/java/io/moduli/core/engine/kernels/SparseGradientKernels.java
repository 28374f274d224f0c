package io.moduli.core.engine.kernels;

import static io.moduli.core.engine.kernels.Vectors.bounded;
import static io.moduli.core.engine.kernels.Vectors.floatAt;
import static io.moduli.core.engine.kernels.Vectors.intAt;
import static io.moduli.core.engine.kernels.Vectors.loadAt;
import static io.moduli.core.engine.kernels.Vectors.setFloatAt;

import io.moduli.api.math.VectorMath;
import io.moduli.core.engine.storage.SparseRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Adds products of rows to the gradient's stored entries: g = g + Σ y[i, c] x[j, c] over some columns c for each stored
 * (i, j). A chunk of y's row stays in registers while the rows of x that the entries refer to are read, so each
 * multiply-add costs one load.
 *
 * <p>Memory is given by its address and the number of bytes from one row to the next; callers keep it alive.
 */
public final class SparseGradientKernels {

    /** The maximum number of vectors of a row that stay in registers. */
    public static final int VECTORS = 8;

    private static final long V = Vectors.LENGTH * (long) Float.BYTES;

    private SparseGradientKernels() {}

    /** The width of the next chunk in vectors, given how many are left: 8, 7, 4, 3, 2 or 1. */
    public static int width(int vectors) {
        return vectors >= 7 ? Math.min(vectors, VECTORS) : Math.min(vectors, 4);
    }

    /**
     * Adds the products of a chunk of columns for the rows from {@code first} to {@code last - 1}.
     *
     * @param vectors a {@link #width}; more than one are whole
     * @param lanes how many numbers of a single vector count, 1 or more
     */
    public static void accumulate(
            int vectors, int lanes, SparseRows a, MemorySegment gradients, int first, int last,
            long x, long strideOfX, long y, long strideOfY) {
        long begins = a.begins().address();
        long indices = a.columnIndices().address();
        long g = gradients.address();
        switch (vectors) {
            case 1 -> accumulate1(begins, indices, g, first, last, x, strideOfX, y, strideOfY, lanes);
            case 2 -> accumulate2(begins, indices, g, first, last, x, strideOfX, y, strideOfY);
            case 3 -> accumulate3(begins, indices, g, first, last, x, strideOfX, y, strideOfY);
            case 4 -> accumulate4(begins, indices, g, first, last, x, strideOfX, y, strideOfY);
            case 7 -> accumulate7(begins, indices, g, first, last, x, strideOfX, y, strideOfY);
            default -> accumulate8(begins, indices, g, first, last, x, strideOfX, y, strideOfY);
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(gradients);
    }

    /** Sets the gradients from {@code begin} to {@code end - 1} to 0. */
    public static void zero(MemorySegment gradients, long begin, long end) {
        FloatVector zero = FloatVector.zero(VectorMath.SPECIES);
        long entry = begin;
        for (; entry + Vectors.LENGTH <= end; entry += Vectors.LENGTH) {
            Vectors.store(zero, gradients, entry);
        }
        for (; entry < end; entry++) {
            gradients.setAtIndex(ValueLayout.JAVA_FLOAT, entry, 0);
        }
    }

    /** Copies the gradients from {@code begin} to {@code end - 1}, or adds them to the present ones. */
    public static void take(MemorySegment from, MemorySegment to, boolean add, long begin, long end) {
        long entry = begin;
        for (; entry + Vectors.LENGTH <= end; entry += Vectors.LENGTH) {
            FloatVector taken = Vectors.load(from, entry);
            Vectors.store(add ? Vectors.load(to, entry).add(taken) : taken, to, entry);
        }
        for (; entry < end; entry++) {
            float taken = from.getAtIndex(ValueLayout.JAVA_FLOAT, entry);
            to.setAtIndex(
                    ValueLayout.JAVA_FLOAT, entry,
                    add ? to.getAtIndex(ValueLayout.JAVA_FLOAT, entry) + taken : taken);
        }
    }

    private static void accumulate1(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long y,
            long strideOfY, int lanes) {
        VectorMask<Float> tail = Vectors.tail(0, lanes);
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source, tail);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                add(gradients, entry, a.mul(loadAt(other, tail)));
            }
        }
    }

    private static void accumulate2(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long y,
            long strideOfY) {
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source);
            FloatVector b = loadAt(source + V);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                FloatVector sum0 = a.mul(loadAt(other));
                FloatVector sum1 = b.mul(loadAt(other + V));
                add(gradients, entry, sum0.add(sum1));
            }
        }
    }

    private static void accumulate3(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long y,
            long strideOfY) {
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source);
            FloatVector b = loadAt(source + V);
            FloatVector c = loadAt(source + 2 * V);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                FloatVector sum0 = a.mul(loadAt(other));
                FloatVector sum1 = b.mul(loadAt(other + V));
                FloatVector sum2 = c.mul(loadAt(other + 2 * V));
                add(gradients, entry, sum0.add(sum1).add(sum2));
            }
        }
    }

    private static void accumulate4(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long y,
            long strideOfY) {
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source);
            FloatVector b = loadAt(source + V);
            FloatVector c = loadAt(source + 2 * V);
            FloatVector d = loadAt(source + 3 * V);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                FloatVector sum0 = a.mul(loadAt(other));
                FloatVector sum1 = b.mul(loadAt(other + V));
                FloatVector sum2 = c.mul(loadAt(other + 2 * V));
                FloatVector sum3 = d.mul(loadAt(other + 3 * V));
                add(gradients, entry, sum0.add(sum1).add(sum2.add(sum3)));
            }
        }
    }

    private static void accumulate7(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long y,
            long strideOfY) {
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source);
            FloatVector b = loadAt(source + V);
            FloatVector c = loadAt(source + 2 * V);
            FloatVector d = loadAt(source + 3 * V);
            FloatVector e = loadAt(source + 4 * V);
            FloatVector f = loadAt(source + 5 * V);
            FloatVector g = loadAt(source + 6 * V);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                FloatVector sum0 = a.mul(loadAt(other));
                FloatVector sum1 = b.mul(loadAt(other + V));
                FloatVector sum2 = c.mul(loadAt(other + 2 * V));
                FloatVector sum3 = d.mul(loadAt(other + 3 * V));
                sum0 = e.fma(loadAt(other + 4 * V), sum0);
                sum1 = f.fma(loadAt(other + 5 * V), sum1);
                sum2 = g.fma(loadAt(other + 6 * V), sum2);
                add(gradients, entry, sum0.add(sum1).add(sum2.add(sum3)));
            }
        }
    }

    private static void accumulate8(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long y,
            long strideOfY) {
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source);
            FloatVector b = loadAt(source + V);
            FloatVector c = loadAt(source + 2 * V);
            FloatVector d = loadAt(source + 3 * V);
            FloatVector e = loadAt(source + 4 * V);
            FloatVector f = loadAt(source + 5 * V);
            FloatVector g = loadAt(source + 6 * V);
            FloatVector h = loadAt(source + 7 * V);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                FloatVector sum0 = a.mul(loadAt(other));
                FloatVector sum1 = b.mul(loadAt(other + V));
                FloatVector sum2 = c.mul(loadAt(other + 2 * V));
                FloatVector sum3 = d.mul(loadAt(other + 3 * V));
                sum0 = e.fma(loadAt(other + 4 * V), sum0);
                sum1 = f.fma(loadAt(other + 5 * V), sum1);
                sum2 = g.fma(loadAt(other + 6 * V), sum2);
                sum3 = h.fma(loadAt(other + 7 * V), sum3);
                add(gradients, entry, sum0.add(sum1).add(sum2.add(sum3)));
            }
        }
    }

    /** Adds the sum of the lanes to an entry's gradient. */
    static void add(long gradients, int entry, FloatVector products) {
        long target = bounded(gradients + (long) entry * Float.BYTES);
        setFloatAt(target, floatAt(target) + Vectors.sumOfLanes(products));
    }
}
