package io.moduli.core.engine.kernels;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Kernels of the soft maximum of each column of a matrix, a row at a time. Each loop works on addresses and has one
 * exponential at most, since what is larger the compiler does not keep in registers.
 */
public final class SoftmaxKernels {

    private SoftmaxKernels() {}

    /** greatest[0, c] = max(greatest[0, c], x[row, c]); a number that is none is passed over. */
    public static void raise(Matrix x, int row, Matrix greatest) {
        int columns = x.columns();
        long source = x.memory().address() + x.byteOffset(row, 0);
        long target = greatest.memory().address() + greatest.byteOffset(0, 0);
        for (int column = 0; column < columns; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, columns);
            long offset = (long) column * Float.BYTES;
            FloatVector candidate = Vectors.loadAt(source + offset, mask);
            FloatVector known = Vectors.loadAt(target + offset, mask);
            Vectors.storeAt(
                    known.blend(candidate, candidate.compare(VectorOperators.GT, known)), target + offset, mask);
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(greatest);
    }

    /**
     * powers[powersRow, c] = scales[1, c] · exp(x[row, c] - scales[0, c]).
     *
     * @param scales in two rows what is subtracted first and what is multiplied by, [2 × columns]
     * @param powers may be the same memory as x
     */
    public static void powers(Matrix x, int row, Matrix scales, Matrix powers, int powersRow) {
        int columns = x.columns();
        long source = x.memory().address() + x.byteOffset(row, 0);
        long shifts = scales.memory().address() + scales.byteOffset(0, 0);
        long factors = scales.memory().address() + scales.byteOffset(1, 0);
        long target = powers.memory().address() + powers.byteOffset(powersRow, 0);
        for (int column = 0; column < columns; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, columns);
            long offset = (long) column * Float.BYTES;
            FloatVector shifted = Vectors.loadAt(source + offset, mask).sub(Vectors.loadAt(shifts + offset, mask));
            Vectors.storeAt(
                    VectorMath.exp(shifted).mul(Vectors.loadAt(factors + offset, mask)), target + offset, mask);
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(scales);
        Reference.reachabilityFence(powers);
    }
}
