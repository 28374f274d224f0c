package io.moduli.core.cell;

import io.moduli.api.math.VectorMath;
import jdk.incubator.vector.FloatVector;

/** φ = tanh; φ′ = 1 - φ². */
final class TanhElmanCell extends ElmanCell {

    @Override
    FloatVector activate(FloatVector sum) {
        return VectorMath.tanh(sum);
    }

    @Override
    FloatVector differentiate(FloatVector activated, FloatVector gradient) {
        return activated.mul(activated).neg().add(1.0f).mul(gradient);
    }
}
