package io.moduli.core.cell;

import static io.moduli.api.math.VectorMath.complement;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Activations;
import io.moduli.core.engine.kernels.Vectors;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** φ = tanh; φ′ = 1 - φ². */
final class TanhElmanCell extends ElmanCell {

    @Override
    void activate(Matrix sum, Matrix hidden) {
        Activations.tanh(sum, hidden);
    }

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
            FloatVector activated = Vectors.loadAt(hidden + offset, mask);
            FloatVector slope = complement(activated.mul(activated));
            Vectors.storeAt(
                    slope.mul(Vectors.loadAt(hiddenGradient + offset, mask)), sum + offset, mask);
        }
    }
}
