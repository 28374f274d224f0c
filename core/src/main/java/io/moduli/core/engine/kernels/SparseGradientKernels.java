package io.moduli.core.engine.kernels;

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
import jdk.incubator.vector.VectorShuffle;

/**
 * Adds products of rows to the gradient's stored entries: g = g + Σ y[i, c] x[j, c] over some columns c for each stored (i, j).
 * The chunk of y's row stays in registers while the rows of x that the entries name go by, so each multiply-add costs one load.
 *
 * <p>Memory is given by address, and by how many bytes lie from one row to the next; callers keep it alive.
 */
public final class SparseGradientKernels {

    /** How many vectors of a row stay in registers at most. */
    public static final int VECTORS = 8;

    private static final long V = Vectors.LENGTH * (long) Float.BYTES;

    private static final VectorShuffle<Float> BY_HALF = rotation(2);
    private static final VectorShuffle<Float> BY_QUARTER = rotation(4);
    private static final VectorShuffle<Float> BY_EIGHTH = rotation(8);
    private static final VectorShuffle<Float> BY_SIXTEENTH = rotation(16);

    private SparseGradientKernels() {}

    /** How many vectors wide the next chunk is when so many are left: 8, 7, 4 or 1. */
    public static int width(int vectors) {
        return vectors >= 7 ? Math.min(vectors, VECTORS) : vectors >= 4 ? 4 : 1;
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
        int begin = a.begin(first);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = y + row * strideOfY;
            switch (vectors) {
                case 1 -> accumulate1(indices, g, begin, end, x, strideOfX, source, lanes);
                case 4 -> accumulate4(indices, g, begin, end, x, strideOfX, source);
                case 7 -> accumulate7(indices, g, begin, end, x, strideOfX, source);
                default -> accumulate8(indices, g, begin, end, x, strideOfX, source);
            }
            begin = end;
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(gradients);
    }

    /** Makes the gradients from {@code begin} to {@code end - 1} 0. */
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

    private static void accumulate1(
            long indices, long gradients, int begin, int end, long x, long stride, long y, int lanes) {
        VectorMask<Float> tail = Vectors.tail(0, lanes);
        FloatVector a = loadAt(y, tail);
        for (int entry = begin; entry < end; entry++) {
            long other = x + intAt(indices + (long) entry * Integer.BYTES) * stride;
            add(gradients, entry, a.mul(loadAt(other, tail)));
        }
    }

    private static void accumulate4(long indices, long gradients, int begin, int end, long x, long stride, long y) {
        FloatVector a = loadAt(y);
        FloatVector b = loadAt(y + V);
        FloatVector c = loadAt(y + 2 * V);
        FloatVector d = loadAt(y + 3 * V);
        for (int entry = begin; entry < end; entry++) {
            long other = x + intAt(indices + (long) entry * Integer.BYTES) * stride;
            FloatVector sum0 = a.mul(loadAt(other));
            FloatVector sum1 = b.mul(loadAt(other + V));
            FloatVector sum2 = c.mul(loadAt(other + 2 * V));
            FloatVector sum3 = d.mul(loadAt(other + 3 * V));
            add(gradients, entry, sum0.add(sum1).add(sum2.add(sum3)));
        }
    }

    private static void accumulate7(long indices, long gradients, int begin, int end, long x, long stride, long y) {
        FloatVector a = loadAt(y);
        FloatVector b = loadAt(y + V);
        FloatVector c = loadAt(y + 2 * V);
        FloatVector d = loadAt(y + 3 * V);
        FloatVector e = loadAt(y + 4 * V);
        FloatVector f = loadAt(y + 5 * V);
        FloatVector g = loadAt(y + 6 * V);
        for (int entry = begin; entry < end; entry++) {
            long other = x + intAt(indices + (long) entry * Integer.BYTES) * stride;
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

    private static void accumulate8(long indices, long gradients, int begin, int end, long x, long stride, long y) {
        FloatVector a = loadAt(y);
        FloatVector b = loadAt(y + V);
        FloatVector c = loadAt(y + 2 * V);
        FloatVector d = loadAt(y + 3 * V);
        FloatVector e = loadAt(y + 4 * V);
        FloatVector f = loadAt(y + 5 * V);
        FloatVector g = loadAt(y + 6 * V);
        FloatVector h = loadAt(y + 7 * V);
        for (int entry = begin; entry < end; entry++) {
            long other = x + intAt(indices + (long) entry * Integer.BYTES) * stride;
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

    private static void add(long gradients, int entry, FloatVector products) {
        long target = gradients + (long) entry * Float.BYTES;
        setFloatAt(target, floatAt(target) + sum(products));
    }

    /**
     * The sum of the lanes, of which {@link VectorMath#SPECIES} has 16 at most, halves first. The Vector API's own sum has no fixed order, so that compiled and interpreted code
     * would give other bits; adding up lane by lane takes too long for every entry.
     */
    private static float sum(FloatVector vector) {
        FloatVector sum = vector;
        if (Vectors.LENGTH > 1) {
            sum = sum.add(sum.rearrange(BY_HALF));
        }
        if (Vectors.LENGTH > 2) {
            sum = sum.add(sum.rearrange(BY_QUARTER));
        }
        if (Vectors.LENGTH > 4) {
            sum = sum.add(sum.rearrange(BY_EIGHTH));
        }
        if (Vectors.LENGTH > 8) {
            sum = sum.add(sum.rearrange(BY_SIXTEENTH));
        }
        return sum.lane(0);
    }

    /** Moves every lane on by a part of the vector. */
    private static VectorShuffle<Float> rotation(int parts) {
        int distance = Vectors.LENGTH / parts;
        return VectorShuffle.fromOp(VectorMath.SPECIES, lane -> (lane + distance) % Vectors.LENGTH);
    }
}
