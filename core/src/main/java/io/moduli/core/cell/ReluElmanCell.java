package io.moduli.core.cell;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.math.VectorMath;
import io.moduli.core.engine.kernels.Vectors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
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

    /** The new state is never negative: its bits are 0, or a positive integer whose negative has the sign bit to spread. */
    @Override
    void differentiate(Matrix hidden, Matrix hiddenGradient, Matrix sum) {
        int columns = sum.columns();
        for (int unit = 0; unit < sum.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                IntVector active = Vectors.load(hidden, unit, column, mask)
                        .reinterpretAsInts()
                        .neg()
                        .lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
                IntVector gradient = Vectors.load(hiddenGradient, unit, column, mask).reinterpretAsInts();
                Vectors.store(gradient.and(active).reinterpretAsFloats(), sum, unit, column, mask);
            }
        }
    }
}
