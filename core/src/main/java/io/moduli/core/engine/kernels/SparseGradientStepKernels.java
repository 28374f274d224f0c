package io.moduli.core.engine.kernels;

import static io.moduli.core.engine.kernels.SparseGradientKernels.add;
import static io.moduli.core.engine.kernels.Vectors.bounded;
import static io.moduli.core.engine.kernels.Vectors.intAt;
import static io.moduli.core.engine.kernels.Vectors.loadAt;

import io.moduli.core.engine.storage.SparseRows;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;

/**
 * Does what {@link SparseGradientKernels} does, for several time steps at once: g = g + Σ y_t[i, c] x_t[j, c] over
 * columns c and steps t. The lanes of an entry's products are added up once instead of once per step; for rows of few
 * vectors that is most of the work. The rows of y of all steps stay in registers together, so they have at most
 * {@value SparseGradientKernels#VECTORS} vectors.
 */
public final class SparseGradientStepKernels {

    private static final long V = Vectors.LENGTH * (long) Float.BYTES;

    private SparseGradientStepKernels() {}

    /**
     * How many steps one kernel handles at once, for rows of a given number of vectors.
     *
     * @return 4, 2 or 1; single steps are a matter for {@link SparseGradientKernels}
     */
    public static int steps(int vectors) {
        return switch (vectors) {
            case 2 -> 4;
            case 3, 4 -> 2;
            default -> 1;
        };
    }

    /**
     * Adds the products of rows of whole vectors for the rows from {@code first} to {@code last - 1}.
     *
     * @param vectors 2, 3 or 4
     * @param steps 2, or the {@link #steps} for this number of vectors
     * @param stepOfX how many bytes lie from a row of x to that of the next step
     * @param stepOfY the same for y
     */
    public static void accumulate(
            int vectors, int steps, SparseRows a, MemorySegment gradients, int first, int last,
            long x, long strideOfX, long stepOfX, long y, long strideOfY, long stepOfY) {
        long begins = a.begins().address();
        long indices = a.columnIndices().address();
        long g = gradients.address();
        switch (vectors) {
            case 2 -> {
                if (steps == 4) {
                    accumulate2x4(begins, indices, g, first, last, x, strideOfX, stepOfX, y, strideOfY, stepOfY);
                } else {
                    accumulate2x2(begins, indices, g, first, last, x, strideOfX, stepOfX, y, strideOfY, stepOfY);
                }
            }
            case 3 -> accumulate3x2(begins, indices, g, first, last, x, strideOfX, stepOfX, y, strideOfY, stepOfY);
            default -> accumulate4x2(begins, indices, g, first, last, x, strideOfX, stepOfX, y, strideOfY, stepOfY);
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(gradients);
    }

    private static void accumulate2x2(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long stepOfX,
            long y, long strideOfY, long stepOfY) {
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source);
            FloatVector b = loadAt(source + V);
            source = bounded(source + stepOfY);
            FloatVector c = loadAt(source);
            FloatVector d = loadAt(source + V);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                FloatVector sum0 = a.mul(loadAt(other));
                FloatVector sum1 = b.mul(loadAt(other + V));
                other = bounded(other + stepOfX);
                FloatVector sum2 = c.mul(loadAt(other));
                FloatVector sum3 = d.mul(loadAt(other + V));
                add(gradients, entry, sum0.add(sum1).add(sum2.add(sum3)));
            }
        }
    }

    private static void accumulate2x4(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long stepOfX,
            long y, long strideOfY, long stepOfY) {
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source);
            FloatVector b = loadAt(source + V);
            source = bounded(source + stepOfY);
            FloatVector c = loadAt(source);
            FloatVector d = loadAt(source + V);
            source = bounded(source + stepOfY);
            FloatVector e = loadAt(source);
            FloatVector f = loadAt(source + V);
            source = bounded(source + stepOfY);
            FloatVector g = loadAt(source);
            FloatVector h = loadAt(source + V);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                FloatVector sum0 = a.mul(loadAt(other));
                FloatVector sum1 = b.mul(loadAt(other + V));
                other = bounded(other + stepOfX);
                FloatVector sum2 = c.mul(loadAt(other));
                FloatVector sum3 = d.mul(loadAt(other + V));
                other = bounded(other + stepOfX);
                sum0 = e.fma(loadAt(other), sum0);
                sum1 = f.fma(loadAt(other + V), sum1);
                other = bounded(other + stepOfX);
                sum2 = g.fma(loadAt(other), sum2);
                sum3 = h.fma(loadAt(other + V), sum3);
                add(gradients, entry, sum0.add(sum1).add(sum2.add(sum3)));
            }
        }
    }

    private static void accumulate3x2(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long stepOfX,
            long y, long strideOfY, long stepOfY) {
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source);
            FloatVector b = loadAt(source + V);
            FloatVector c = loadAt(source + 2 * V);
            source = bounded(source + stepOfY);
            FloatVector d = loadAt(source);
            FloatVector e = loadAt(source + V);
            FloatVector f = loadAt(source + 2 * V);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                FloatVector sum0 = a.mul(loadAt(other));
                FloatVector sum1 = b.mul(loadAt(other + V));
                FloatVector sum2 = c.mul(loadAt(other + 2 * V));
                other = bounded(other + stepOfX);
                sum0 = d.fma(loadAt(other), sum0);
                sum1 = e.fma(loadAt(other + V), sum1);
                sum2 = f.fma(loadAt(other + 2 * V), sum2);
                add(gradients, entry, sum0.add(sum1).add(sum2));
            }
        }
    }

    private static void accumulate4x2(
            long begins, long indices, long gradients, int first, int last, long x, long strideOfX, long stepOfX,
            long y, long strideOfY, long stepOfY) {
        int entry = intAt(begins + first * (long) Integer.BYTES);
        for (int row = first; row < last; row++) {
            int end = intAt(begins + (row + 1L) * Integer.BYTES);
            long source = bounded(y + row * strideOfY);
            FloatVector a = loadAt(source);
            FloatVector b = loadAt(source + V);
            FloatVector c = loadAt(source + 2 * V);
            FloatVector d = loadAt(source + 3 * V);
            source = bounded(source + stepOfY);
            FloatVector e = loadAt(source);
            FloatVector f = loadAt(source + V);
            FloatVector g = loadAt(source + 2 * V);
            FloatVector h = loadAt(source + 3 * V);
            for (; entry < end; entry++) {
                long other = bounded(x + intAt(bounded(indices + (long) entry * Integer.BYTES)) * strideOfX);
                FloatVector sum0 = a.mul(loadAt(other));
                FloatVector sum1 = b.mul(loadAt(other + V));
                FloatVector sum2 = c.mul(loadAt(other + 2 * V));
                FloatVector sum3 = d.mul(loadAt(other + 3 * V));
                other = bounded(other + stepOfX);
                sum0 = e.fma(loadAt(other), sum0);
                sum1 = f.fma(loadAt(other + V), sum1);
                sum2 = g.fma(loadAt(other + 2 * V), sum2);
                sum3 = h.fma(loadAt(other + 3 * V), sum3);
                add(gradients, entry, sum0.add(sum1).add(sum2.add(sum3)));
            }
        }
    }
}
