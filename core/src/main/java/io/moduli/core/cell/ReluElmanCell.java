package io.moduli.core.cell;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.math.VectorMath;
import io.moduli.core.engine.Vectors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** φ(a) = max(a, 0); φ′ = 1 where φ &gt; 0, else 0. Not-a-number stays so, that a diverging run shows. */
final class ReluElmanCell extends ElmanCell {

    private static final FloatVector ZERO = FloatVector.zero(VectorMath.SPECIES);

    @Override
    void activate(Matrix sum, Matrix hidden) {
        int columns = sum.columns();
        for (int unit = 0; unit < sum.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                Vectors.store(Vectors.load(sum, unit, column, mask).max(ZERO), hidden, unit, column, mask);
            }
        }
    }

    @Override
    void differentiate(Matrix hidden, Matrix hiddenGradient, Matrix sum) {
        int columns = sum.columns();
        for (int unit = 0; unit < sum.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector activated = Vectors.load(hidden, unit, column, mask);
                FloatVector gradient = Vectors.load(hiddenGradient, unit, column, mask);
                Vectors.store(
                        gradient.blend(ZERO, activated.compare(VectorOperators.LE, ZERO)), sum, unit, column, mask);
            }
        }
    }
}
