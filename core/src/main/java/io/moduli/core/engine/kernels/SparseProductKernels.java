package io.moduli.core.engine.kernels;

import static io.moduli.core.engine.kernels.Vectors.bounded;
import static io.moduli.core.engine.kernels.Vectors.floatAt;
import static io.moduli.core.engine.kernels.Vectors.intAt;
import static io.moduli.core.engine.kernels.Vectors.loadAt;
import static io.moduli.core.engine.kernels.Vectors.setFloatAt;
import static io.moduli.core.engine.kernels.Vectors.storeAt;

import io.moduli.api.math.VectorMath;
import io.moduli.core.engine.storage.SparseRows;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Adds the product of a sparse matrix and some columns of a dense one to the columns of another. A row of the result
 * stays in registers while the row's entries are read, so each multiply-add costs one load; that is why there is a
 * kernel for each number of vectors, and why none has more than seven: beyond that, the compiler gives up and creates
 * objects.
 *
 * <p>Memory is given by its address and the number of bytes from one row to the next; callers keep it alive. All
 * vectors are whole, except that the last of one or two may be under a mask.
 */
public final class SparseProductKernels {

    private static final long V = Vectors.LENGTH * (long) Float.BYTES;

    private SparseProductKernels() {}

    /** The width of the next panel in vectors, given how many are left: 7, 6, 4, 3, 2 or 1. */
    public static int width(int vectors) {
        return switch (vectors) {
            case 1, 2, 3 -> vectors;
            case 4, 5 -> 4;
            case 6 -> 6;
            default -> 7;
        };
    }

    /**
     * y += a x for the rows from {@code first} to {@code last - 1}, using only the entries of each row between two
     * limits.
     *
     * @param vectors a {@link #width}; more than two are whole
     * @param lanes how many numbers of the last of fewer vectors count, 1 or more
     * @param begins the address of a table with the first entry of each row
     * @param ends the address of a table with the entry after the last of each row
     */
    public static void multiply(
            int vectors, int lanes, SparseRows a, MemorySegment values, long begins, long ends, int first, int last,
            long x, long strideOfX, long y, long strideOfY) {
        long indices = a.columnIndices().address();
        long numbers = values.address();
        switch (vectors) {
            case 1 -> multiply1(begins, ends, indices, numbers, first, last, x, strideOfX, y, strideOfY, lanes);
            case 2 -> multiply2(begins, ends, indices, numbers, first, last, x, strideOfX, y, strideOfY, lanes);
            case 3 -> multiply3(begins, ends, indices, numbers, first, last, x, strideOfX, y, strideOfY);
            case 4 -> multiply4(begins, ends, indices, numbers, first, last, x, strideOfX, y, strideOfY);
            case 6 -> multiply6(begins, ends, indices, numbers, first, last, x, strideOfX, y, strideOfY);
            default -> multiply7(begins, ends, indices, numbers, first, last, x, strideOfX, y, strideOfY);
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(values);
    }

    /**
     * y += a x for a single column; sums go side by side, since one alone would wait for each of its additions.
     *
     * @param x the column's numbers, in an array because the machine checks an index in less time than an address
     */
    public static void multiplyColumn(
            SparseRows a, MemorySegment values, int first, int last, float[] x, long y, long strideOfY) {
        long begins = a.begins().address();
        long indices = a.columnIndices().address();
        long numbers = values.address();
        for (int row = first; row < last; row++) {
            long begin = intAt(begins + row * (long) Integer.BYTES) * (long) Float.BYTES;
            long end = intAt(begins + (row + 1L) * Integer.BYTES) * (long) Float.BYTES;
            long target = y + row * strideOfY;
            setFloatAt(target, floatAt(target) + dot(indices + begin, numbers + begin, numbers + end, x));
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(values);
    }

    /** The sum of the numbers between two addresses, each times the element of x with the corresponding index. */
    private static float dot(long index, long number, long end, float[] x) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (; number + 3 * Float.BYTES < end; number += 4 * Float.BYTES, index += 4 * Integer.BYTES) {
            a = Math.fma(floatAt(number), x[intAt(index)], a);
            b = Math.fma(floatAt(number + Float.BYTES), x[intAt(index + Integer.BYTES)], b);
            c = Math.fma(floatAt(number + 2 * Float.BYTES), x[intAt(index + 2 * Integer.BYTES)], c);
            d = Math.fma(floatAt(number + 3 * Float.BYTES), x[intAt(index + 3 * Integer.BYTES)], d);
        }
        for (; number < end; number += Float.BYTES, index += Integer.BYTES) {
            a = Math.fma(floatAt(number), x[intAt(index)], a);
        }
        return a + b + (c + d);
    }

    private static void multiply1(
            long begins, long ends, long indices, long values, int first, int last, long x, long strideOfX, long y,
            long strideOfY, int lanes) {
        VectorMask<Float> tail = Vectors.tail(0, lanes);
        for (int row = first; row < last; row++) {
            long target = bounded(y + row * strideOfY);
            FloatVector a = loadAt(target, tail);
            int end = intAt(ends + row * (long) Integer.BYTES);
            for (int entry = intAt(begins + row * (long) Integer.BYTES); entry < end; entry++) {
                FloatVector weight = VectorMath.all(floatAt(bounded(values + (long) entry * Float.BYTES)));
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                a = weight.fma(loadAt(other, tail), a);
            }
            storeAt(a, target, tail);
        }
    }

    private static void multiply2(
            long begins, long ends, long indices, long values, int first, int last, long x, long strideOfX, long y,
            long strideOfY, int lanes) {
        VectorMask<Float> tail = Vectors.tail(0, lanes);
        for (int row = first; row < last; row++) {
            long target = bounded(y + row * strideOfY);
            FloatVector a = loadAt(target);
            FloatVector b = loadAt(target + V, tail);
            int end = intAt(ends + row * (long) Integer.BYTES);
            for (int entry = intAt(begins + row * (long) Integer.BYTES); entry < end; entry++) {
                FloatVector weight = VectorMath.all(floatAt(bounded(values + (long) entry * Float.BYTES)));
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                a = weight.fma(loadAt(other), a);
                b = weight.fma(loadAt(other + V, tail), b);
            }
            storeAt(a, target);
            storeAt(b, target + V, tail);
        }
    }

    private static void multiply3(
            long begins, long ends, long indices, long values, int first, int last, long x, long strideOfX, long y,
            long strideOfY) {
        for (int row = first; row < last; row++) {
            long target = bounded(y + row * strideOfY);
            FloatVector a = loadAt(target);
            FloatVector b = loadAt(target + V);
            FloatVector c = loadAt(target + 2 * V);
            int end = intAt(ends + row * (long) Integer.BYTES);
            for (int entry = intAt(begins + row * (long) Integer.BYTES); entry < end; entry++) {
                FloatVector weight = VectorMath.all(floatAt(bounded(values + (long) entry * Float.BYTES)));
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                a = weight.fma(loadAt(other), a);
                b = weight.fma(loadAt(other + V), b);
                c = weight.fma(loadAt(other + 2 * V), c);
            }
            storeAt(a, target);
            storeAt(b, target + V);
            storeAt(c, target + 2 * V);
        }
    }

    private static void multiply4(
            long begins, long ends, long indices, long values, int first, int last, long x, long strideOfX, long y,
            long strideOfY) {
        for (int row = first; row < last; row++) {
            long target = bounded(y + row * strideOfY);
            FloatVector a = loadAt(target);
            FloatVector b = loadAt(target + V);
            FloatVector c = loadAt(target + 2 * V);
            FloatVector d = loadAt(target + 3 * V);
            int end = intAt(ends + row * (long) Integer.BYTES);
            for (int entry = intAt(begins + row * (long) Integer.BYTES); entry < end; entry++) {
                FloatVector weight = VectorMath.all(floatAt(bounded(values + (long) entry * Float.BYTES)));
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                a = weight.fma(loadAt(other), a);
                b = weight.fma(loadAt(other + V), b);
                c = weight.fma(loadAt(other + 2 * V), c);
                d = weight.fma(loadAt(other + 3 * V), d);
            }
            storeAt(a, target);
            storeAt(b, target + V);
            storeAt(c, target + 2 * V);
            storeAt(d, target + 3 * V);
        }
    }

    private static void multiply6(
            long begins, long ends, long indices, long values, int first, int last, long x, long strideOfX, long y,
            long strideOfY) {
        for (int row = first; row < last; row++) {
            long target = bounded(y + row * strideOfY);
            FloatVector a = loadAt(target);
            FloatVector b = loadAt(target + V);
            FloatVector c = loadAt(target + 2 * V);
            FloatVector d = loadAt(target + 3 * V);
            FloatVector e = loadAt(target + 4 * V);
            FloatVector f = loadAt(target + 5 * V);
            int end = intAt(ends + row * (long) Integer.BYTES);
            for (int entry = intAt(begins + row * (long) Integer.BYTES); entry < end; entry++) {
                FloatVector weight = VectorMath.all(floatAt(bounded(values + (long) entry * Float.BYTES)));
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                a = weight.fma(loadAt(other), a);
                b = weight.fma(loadAt(other + V), b);
                c = weight.fma(loadAt(other + 2 * V), c);
                d = weight.fma(loadAt(other + 3 * V), d);
                e = weight.fma(loadAt(other + 4 * V), e);
                f = weight.fma(loadAt(other + 5 * V), f);
            }
            storeAt(a, target);
            storeAt(b, target + V);
            storeAt(c, target + 2 * V);
            storeAt(d, target + 3 * V);
            storeAt(e, target + 4 * V);
            storeAt(f, target + 5 * V);
        }
    }

    private static void multiply7(
            long begins, long ends, long indices, long values, int first, int last, long x, long strideOfX, long y,
            long strideOfY) {
        for (int row = first; row < last; row++) {
            long target = bounded(y + row * strideOfY);
            FloatVector a = loadAt(target);
            FloatVector b = loadAt(target + V);
            FloatVector c = loadAt(target + 2 * V);
            FloatVector d = loadAt(target + 3 * V);
            FloatVector e = loadAt(target + 4 * V);
            FloatVector f = loadAt(target + 5 * V);
            FloatVector g = loadAt(target + 6 * V);
            int end = intAt(ends + row * (long) Integer.BYTES);
            for (int entry = intAt(begins + row * (long) Integer.BYTES); entry < end; entry++) {
                FloatVector weight = VectorMath.all(floatAt(bounded(values + (long) entry * Float.BYTES)));
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                a = weight.fma(loadAt(other), a);
                b = weight.fma(loadAt(other + V), b);
                c = weight.fma(loadAt(other + 2 * V), c);
                d = weight.fma(loadAt(other + 3 * V), d);
                e = weight.fma(loadAt(other + 4 * V), e);
                f = weight.fma(loadAt(other + 5 * V), f);
                g = weight.fma(loadAt(other + 6 * V), g);
            }
            storeAt(a, target);
            storeAt(b, target + V);
            storeAt(c, target + 2 * V);
            storeAt(d, target + 3 * V);
            storeAt(e, target + 4 * V);
            storeAt(f, target + 5 * V);
            storeAt(g, target + 6 * V);
        }
    }
}
