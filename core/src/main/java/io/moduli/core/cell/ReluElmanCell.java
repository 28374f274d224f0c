package io.moduli.core.cell;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.math.VectorMath;
import io.moduli.core.engine.kernels.Vectors;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** φ(a) = max(a, 0); φ′ = 1 where φ &gt; 0, else 0. Not-a-number stays so, that a diverging run shows. */
final class ReluElmanCell extends ElmanCell {

    private static final FloatVector ZERO = FloatVector.zero(VectorMath.SPECIES);

    @Override
    void activate(Matrix sum, Matrix hidden) {
        boolean whole = Vectors.isContiguous(sum) && Vectors.isContiguous(hidden);
        int rows = whole ? 1 : sum.rows();
        int count = whole ? sum.rows() * sum.columns() : sum.columns();
        for (int row = 0; row < rows; row++) {
            activateAt(
                    Vectors.address(sum, row), Vectors.address(hidden, row), count);
        }
        Reference.reachabilityFence(sum);
        Reference.reachabilityFence(hidden);
    }

    private static void activateAt(long sum, long hidden, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            Vectors.storeAt(Vectors.loadAt(sum + offset, mask).max(ZERO), hidden + offset, mask);
        }
    }

    /** The new state is never negative: its bits are 0, or a positive integer whose negative has the sign bit to spread. */
    @Override
    void differentiate(Matrix hidden, Matrix hiddenGradient, Matrix sum) {
        boolean whole = Vectors.isContiguous(hidden) && Vectors.isContiguous(hiddenGradient)
                && Vectors.isContiguous(sum);
        int rows = whole ? 1 : hidden.rows();
        int count = whole ? hidden.rows() * hidden.columns() : hidden.columns();
        for (int row = 0; row < rows; row++) {
            differentiateAt(
                    Vectors.address(hidden, row), Vectors.address(hiddenGradient, row), Vectors.address(sum, row),
                    count);
        }
        Reference.reachabilityFence(hidden);
        Reference.reachabilityFence(hiddenGradient);
        Reference.reachabilityFence(sum);
    }

    private static void differentiateAt(long hidden, long hiddenGradient, long sum, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            IntVector active = Vectors.loadAt(hidden + offset, mask)
                    .reinterpretAsInts()
                    .neg()
                    .lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
            IntVector gradient = Vectors.loadAt(hiddenGradient + offset, mask).reinterpretAsInts();
            Vectors.storeAt(gradient.and(active).reinterpretAsFloats(), sum + offset, mask);
        }
    }
}
