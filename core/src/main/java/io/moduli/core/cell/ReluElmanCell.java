package io.moduli.core.cell;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** φ(a) = max(a, 0); φ′ = 1 where φ &gt; 0, else 0. Not-a-number stays so, that a diverging run shows. */
final class ReluElmanCell extends ElmanCell {

    @Override
    FloatVector activate(FloatVector sum) {
        return sum.blend(0.0f, sum.compare(VectorOperators.LT, 0.0f));
    }

    @Override
    FloatVector differentiate(FloatVector activated, FloatVector gradient) {
        return gradient.blend(0.0f, activated.compare(VectorOperators.LE, 0.0f));
    }
}
