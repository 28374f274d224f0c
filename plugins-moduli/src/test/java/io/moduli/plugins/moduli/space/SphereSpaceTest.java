package io.moduli.plugins.moduli.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.settings.SettingException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SphereSpaceTest {

    private static final SphereSpace SPHERE = new SphereSpace(2, 5);
    private static final double[] NORTH = {0, 0, 1};

    private static double[] gradient(double[] a, double... b) {
        double[] out = {Double.NaN, Double.NaN, Double.NaN};
        SPHERE.gradient(a, b, out);
        return out;
    }

    @Test
    void aQuarterOfAGreatCircleIsAQuarterOfItsCircumference() {
        assertThat(SPHERE.distance(NORTH, new double[] {1, 0, 0})).isEqualTo(5 * Math.PI / 2, within(1e-14));
    }

    @Test
    void thePolesAreExactlyTheDiameterApart() {
        assertThat(SPHERE.distance(NORTH, new double[] {0, 0, -1})).isEqualTo(SPHERE.diameter()).isEqualTo(5 * Math.PI);
    }

    @Test
    void nearPointsKeepTheirDistanceWhereAnArcCosineWouldSayZero() {
        assertThat(SPHERE.distance(NORTH, new double[] {1e-12, 0, 1})).isEqualTo(5e-12, within(1e-24));
    }

    @Test
    void theGradientIsATangentOfLengthOneAwayFromTheOtherPoint() {
        assertThat(gradient(NORTH, 1, 0, 0)).containsExactly(-1, 0, 0);
        assertThat(gradient(NORTH, 0, 0.6, -0.8)).containsExactly(new double[] {0, -1, 0}, within(1e-15));
    }

    @Test
    void theGradientIsZeroAtCoincidenceAndAtTheAntipode() {
        double third = 1 / Math.sqrt(3);
        double[] point = {third, -third, third};
        assertThat(gradient(point, third, -third, third)).containsExactly(0, 0, 0);
        assertThat(gradient(point, -third, third, -third)).containsExactly(0, 0, 0);
    }

    @Test
    void aCoincidenceOrAnAntipodeUpToRoundingOfTheLengthHasNoGradientEither() {
        double shorter = Math.nextDown(1.0);
        assertThat(gradient(NORTH, 0, 0, shorter)).containsExactly(0, 0, 0);
        assertThat(gradient(NORTH, 0, 0, -shorter)).containsExactly(0, 0, 0);
    }

    @Test
    void theGradientIsSureOfItsDirectionNextToCoincidenceAndAntipode() {
        assertThat(gradient(NORTH, 1e-150, 0, 1)).containsExactly(new double[] {-1, 0, 0}, within(1e-15));
        assertThat(gradient(NORTH, 0, 1e-9, 1)).containsExactly(new double[] {0, -1, 0}, within(1e-8));
        assertThat(gradient(NORTH, 0, 1e-150, -1)).containsExactly(new double[] {0, -1, 0}, within(1e-15));
        assertThat(gradient(NORTH, 1e-9, 0, -1)).containsExactly(new double[] {-1, 0, 0}, within(1e-8));
    }

    @Test
    void aMoveByHalfTheCircumferenceEndsAtTheAntipode() {
        double[] point = NORTH.clone();
        SPHERE.move(point, new double[] {5 * Math.PI, 0, 0});
        assertThat(point).containsExactly(new double[] {0, 0, -1}, within(1e-15));
    }

    @Test
    void aMillionMovesLeaveAUnitVector() {
        double[] point = {0, 0, 1};
        double[] tangent = new double[3];
        double[] pole = {0, 1, 0};
        for (int move = 0; move < 1_000_000; move++) {
            SPHERE.gradient(point, pole, tangent);
            SPHERE.move(point, tangent);
        }
        assertThat(Math.hypot(Math.hypot(point[0], point[1]), point[2])).isEqualTo(1, within(1e-15));
    }

    @Test
    void samplesAverageToTheCentre() {
        double[] sum = new double[3];
        SplittableRandom random = new SplittableRandom(3);
        for (int draw = 0; draw < 40_000; draw++) {
            double[] point = new double[3];
            SPHERE.sample(random, point);
            for (int k = 0; k < 3; k++) {
                sum[k] += point[k] / 40_000;
            }
        }
        assertThat(sum).containsExactly(new double[] {0, 0, 0}, within(0.015));
    }

    @Test
    void isEmbeddedWithItsRadius() {
        assertThat(SPHERE.embed(NORTH)).containsExactly(0, 0, 5);
    }

    @Test
    void refusesASphereWithoutSurfaceOrRadius() {
        assertThatThrownBy(() -> new SphereSpace(0, 5)).isInstanceOf(SettingException.class)
                .hasMessage("a sphere has a dimension of 1 or more, not 0");
        assertThatThrownBy(() -> new SphereSpace(2, 0)).isInstanceOf(SettingException.class)
                .hasMessage("a sphere has a radius from 1e-100 to 1e100, not 0.0");
    }
}
