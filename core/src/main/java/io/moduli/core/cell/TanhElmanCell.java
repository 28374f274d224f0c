package io.moduli.core.cell;

import static io.moduli.api.math.VectorMath.complement;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Activations;
import io.moduli.core.engine.kernels.Vectors;
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
        int columns = sum.columns();
        for (int unit = 0; unit < sum.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector activated = Vectors.load(hidden, unit, column, mask);
                FloatVector slope = complement(activated.mul(activated));
                Vectors.store(
                        slope.mul(Vectors.load(hiddenGradient, unit, column, mask)), sum, unit, column, mask);
            }
        }
    }
}
