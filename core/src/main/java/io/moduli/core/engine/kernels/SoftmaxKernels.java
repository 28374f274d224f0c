package io.moduli.core.engine.kernels;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Kernels of the softmax of each column of a matrix, a row at a time. Each loop works on addresses and has at most one
 * exponential, since the compiler does not keep larger loops in registers.
 */
public final class SoftmaxKernels {

    private SoftmaxKernels() {}

    /** greatest[0, c] = max(greatest[0, c], x[row, c]); a NaN is skipped. */
    public static void raise(Matrix x, int row, Matrix greatest) {
        int columns = x.columns();
        int whole = Vectors.whole(columns);
        long source = Vectors.address(x, row);
        long target = Vectors.address(greatest, 0);
        for (int column = 0; column < whole; column += Vectors.LENGTH) {
            long offset = (long) column * Float.BYTES;
            FloatVector candidate = Vectors.loadAt(source + offset);
            FloatVector known = Vectors.loadAt(target + offset);
            Vectors.storeAt(known.blend(candidate, candidate.compare(VectorOperators.GT, known)), target + offset);
        }
        for (int column = whole; column < columns; column++) {
            long offset = (long) column * Float.BYTES;
            float candidate = Vectors.floatAt(source + offset);
            if (candidate > Vectors.floatAt(target + offset)) {
                Vectors.setFloatAt(target + offset, candidate);
            }
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(greatest);
    }

    /** sums[0, c] += exp(x[row, c] - greatest[0, c]). */
    public static void addPowers(Matrix x, int row, Matrix greatest, Matrix sums) {
        int columns = x.columns();
        int whole = Vectors.whole(columns);
        long source = Vectors.address(x, row);
        long shifts = Vectors.address(greatest, 0);
        long target = Vectors.address(sums, 0);
        for (int column = 0; column < whole; column += Vectors.LENGTH) {
            long offset = (long) column * Float.BYTES;
            FloatVector shifted = Vectors.loadAt(source + offset).sub(Vectors.loadAt(shifts + offset));
            Vectors.storeAt(Vectors.loadAt(target + offset).add(VectorMath.exp(shifted)), target + offset);
        }
        if (whole < columns) {
            addLastPowers(source, shifts, target, whole, columns);
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(greatest);
        Reference.reachabilityFence(sums);
    }

    private static void addLastPowers(long source, long shifts, long target, int whole, int columns) {
        VectorMask<Float> mask = Vectors.tail(whole, columns);
        long offset = (long) whole * Float.BYTES;
        FloatVector shifted = Vectors.loadAt(source + offset, mask).sub(Vectors.loadAt(shifts + offset, mask));
        Vectors.storeAt(Vectors.loadAt(target + offset, mask).add(VectorMath.exp(shifted)), target + offset, mask);
    }

    /**
     * powers[powersRow, c] = scales[1, c] · exp(x[row, c] - scales[0, c]).
     *
     * @param scales in two rows what is subtracted first and what is multiplied by, [2 × columns]
     * @param powers may be the same memory as x
     */
    public static void powers(Matrix x, int row, Matrix scales, Matrix powers, int powersRow) {
        int columns = x.columns();
        int whole = Vectors.whole(columns);
        long source = Vectors.address(x, row);
        long shifts = Vectors.address(scales, 0);
        long factors = Vectors.address(scales, 1);
        long target = Vectors.address(powers, powersRow);
        for (int column = 0; column < whole; column += Vectors.LENGTH) {
            long offset = (long) column * Float.BYTES;
            FloatVector shifted = Vectors.loadAt(source + offset).sub(Vectors.loadAt(shifts + offset));
            Vectors.storeAt(VectorMath.exp(shifted).mul(Vectors.loadAt(factors + offset)), target + offset);
        }
        if (whole < columns) {
            lastPowers(source, shifts, factors, target, whole, columns);
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(scales);
        Reference.reachabilityFence(powers);
    }

    private static void lastPowers(
            long source, long shifts, long factors, long target, int whole, int columns) {
        VectorMask<Float> mask = Vectors.tail(whole, columns);
        long offset = (long) whole * Float.BYTES;
        FloatVector shifted = Vectors.loadAt(source + offset, mask).sub(Vectors.loadAt(shifts + offset, mask));
        Vectors.storeAt(
                VectorMath.exp(shifted).mul(Vectors.loadAt(factors + offset, mask)), target + offset, mask);
    }
}
