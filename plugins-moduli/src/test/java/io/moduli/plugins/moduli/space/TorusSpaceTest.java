package io.moduli.plugins.moduli.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TorusSpaceTest {

    private static final TorusSpace TORUS = new TorusSpace(2, 10);

    private static double[] gradient(double[] a, double... b) {
        double[] out = {Double.NaN, Double.NaN};
        TORUS.gradient(a, b, out);
        return out;
    }

    @Test
    void theShorterWayAroundIsTaken() {
        assertThat(TORUS.distance(new double[] {1, 2}, new double[] {8, 6})).isEqualTo(5);
    }

    @Test
    void theGradientPointsAwayAlongTheShorterWay() {
        assertThat(gradient(new double[] {1, 2}, 8, 6)).containsExactly(new double[] {0.6, -0.8}, within(1e-15));
    }

    @Test
    void theGradientIsZeroAtCoincidence() {
        assertThat(gradient(new double[] {1, 2}, 1, 2)).containsExactly(0, 0);
    }

    @Test
    void aCoordinateHalfAPeriodAwayHasNoPartInTheGradient() {
        assertThat(gradient(new double[] {9, 2}, 4, 2)).containsExactly(0, 0);
        assertThat(gradient(new double[] {4, 2}, 9, 2)).containsExactly(0, 0);
        assertThat(gradient(new double[] {0, 6}, 5, 4)).containsExactly(new double[] {0, 2 / Math.sqrt(29)},
                within(1e-15));
    }

    @Test
    void theGradientIsFiniteNextToCoincidenceAndToHalfAPeriod() {
        double near = Math.nextUp(1.0);
        assertThat(gradient(new double[] {near, 2}, 1, 2)).containsExactly(1, 0);
        assertThat(gradient(new double[] {0, 2}, Math.nextUp(5.0), 2)).containsExactly(1, 0);
        assertThat(gradient(new double[] {0, 2}, Math.nextDown(5.0), 2)).containsExactly(-1, 0);
    }

    @Test
    void movesWrapAroundAndNeverReachThePeriod() {
        double[] point = {9, 1};
        TORUS.move(point, new double[] {3, -2.5});
        assertThat(point).containsExactly(2, 8.5);
        double[] origin = {0, 0};
        TORUS.move(origin, new double[] {-1e-18, 10});
        assertThat(origin).containsExactly(0, 0);
    }

    @Test
    void theDiameterIsHalfTheDiagonal() {
        assertThat(TORUS.diameter()).isEqualTo(TORUS.distance(new double[] {0, 0}, new double[] {5, 5}));
    }

    @Test
    void isEmbeddedAsCirclesOfThePeriodsLength() {
        double radius = 10 / (2 * Math.PI);
        assertThat(TORUS.embed(new double[] {0, 2.5}))
                .containsExactly(new double[] {radius, 0, 0, radius}, within(1e-15));
    }
}
