package io.moduli.core.cell;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.math.VectorMath;
import io.moduli.core.engine.kernels.Vectors;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** φ(a) = max(a, 0); φ′ = 1 where φ &gt; 0, else 0. NaN stays NaN, so that a diverging run is noticed. */
final class ReluElmanCell extends ElmanCell {

    private static final FloatVector ZERO = FloatVector.zero(VectorMath.SPECIES);

    @Override
    void activate(Matrix sum, Matrix hidden) {
        int runs = Vectors.runs(sum, hidden);
        int count = Vectors.lengthOfRun(sum, runs);
        for (int row = 0; row < runs; row++) {
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
        int runs = Vectors.runs(hidden, hiddenGradient, sum);
        int count = Vectors.lengthOfRun(hidden, runs);
        for (int row = 0; row < runs; row++) {
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
