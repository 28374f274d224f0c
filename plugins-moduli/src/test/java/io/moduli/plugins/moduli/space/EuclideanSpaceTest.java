package io.moduli.plugins.moduli.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EuclideanSpaceTest {

    private static final EuclideanSpace PLANE = new EuclideanSpace(2, 3);

    @Test
    void hasTheStraightDistanceAndItsGradient() {
        double[] out = new double[2];
        PLANE.gradient(new double[] {4, 6}, new double[] {1, 2}, out);
        assertThat(PLANE.distance(new double[] {4, 6}, new double[] {1, 2})).isEqualTo(5);
        assertThat(out).containsExactly(0.6, 0.8);
    }

    @Test
    void theGradientIsZeroAtCoincidence() {
        double[] out = {Double.NaN, Double.NaN};
        PLANE.gradient(new double[] {1, 2}, new double[] {1, 2}, out);
        assertThat(out).containsExactly(0, 0);
    }

    @Test
    void drawsWithItsScaleAndClaimsNoUniformity() {
        SplittableRandom random = new SplittableRandom(4);
        double squares = 0;
        double[] point = new double[2];
        for (int draw = 0; draw < 20_000; draw++) {
            PLANE.sample(random, point);
            squares += point[0] * point[0] / 20_000;
        }
        assertThat(squares).isEqualTo(9, within(0.4));
        assertThat(PLANE.uniform()).isFalse();
        assertThat(PLANE.diameter()).isInfinite();
    }
}
