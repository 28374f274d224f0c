package io.moduli.plugins.moduli.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KleinBottleSpaceTest {

    private static final KleinBottleSpace KLEIN = new KleinBottleSpace(10);

    private static double[] gradient(double[] a, double... b) {
        double[] out = {Double.NaN, Double.NaN};
        KLEIN.gradient(a, b, out);
        return out;
    }

    /** The least distance over far more images than can matter. */
    private static double leastOverImages(double[] a, double[] b) {
        double least = Double.POSITIVE_INFINITY;
        for (int turns = -4; turns <= 4; turns++) {
            for (int laps = -4; laps <= 4; laps++) {
                double y = (turns % 2 == 0 ? b[1] : 10 - b[1]) + 10 * laps;
                least = Math.min(least, Math.hypot(a[0] - b[0] - 10 * turns, a[1] - y));
            }
        }
        return least;
    }

    @Test
    void onceAroundComesBackMirrored() {
        assertThat(KLEIN.distance(new double[] {9.5, 7}, new double[] {0.5, 3})).isEqualTo(1);
        assertThat(KLEIN.distance(new double[] {9.5, 7}, new double[] {0.5, 7})).isEqualTo(Math.sqrt(17),
                within(1e-14));
    }

    @Test
    void theTwoImagesThatAreLookedAtAreEnough() {
        SplittableRandom random = new SplittableRandom(5);
        for (int draw = 0; draw < 100_000; draw++) {
            double[] a = {random.nextDouble(10), random.nextDouble(10)};
            double[] b = {random.nextDouble(10), random.nextDouble(10)};
            assertThat(KLEIN.distance(a, b)).isEqualTo(leastOverImages(a, b), within(1e-13));
        }
    }

    @Test
    void theDiameterIsReached() {
        assertThat(KLEIN.diameter()).isEqualTo(KLEIN.distance(new double[] {0, 0}, new double[] {5, 5}), within(1e-14));
    }

    @Test
    void theGradientPointsAwayFromTheNearestImage() {
        assertThat(gradient(new double[] {9.5, 7}, 0.5, 3)).containsExactly(-1, 0);
        assertThat(gradient(new double[] {6, 8}, 3, 4)).containsExactly(new double[] {0.6, 0.8}, within(1e-15));
    }

    @Test
    void theGradientIsZeroAtCoincidenceAndWhereTwoImagesAreEquallyNear() {
        assertThat(gradient(new double[] {3, 4}, 3, 4)).containsExactly(0, 0);
        assertThat(gradient(new double[] {6, 7}, 3, 2)).containsExactly(0, 0);
        assertThat(gradient(new double[] {2, 5}, 7, 5)).containsExactly(0, 0);
        assertThat(gradient(new double[] {2, 6}, 7, 5)).containsExactly(0, 0);
    }

    @Test
    void aMoveAcrossTheEdgeIsMirrored() {
        double[] point = {9, 2};
        KLEIN.move(point, new double[] {3, 1});
        assertThat(point).containsExactly(2, 7);
        KLEIN.move(point, new double[] {20, 0});
        assertThat(point).containsExactly(2, 7);
    }

    @Test
    void aMoveThatRoundsOntoTheEdgeStaysWhereItIs() {
        double[] point = {0, 2};
        KLEIN.move(point, new double[] {-1e-18, 0});
        assertThat(KLEIN.distance(point, new double[] {0, 2})).isZero();
        assertThat(point).containsExactly(0, 2);
    }

    @Test
    void bothSidesOfTheEdgesAreEmbeddedAsOne() {
        assertThat(KLEIN.embed(new double[] {10, 3})).containsExactly(KLEIN.embed(new double[] {0, 7}), within(1e-14));
        assertThat(KLEIN.embed(new double[] {4, 10})).containsExactly(KLEIN.embed(new double[] {4, 0}), within(1e-14));
    }

    @Test
    void differentPointsAreEmbeddedApart() {
        SplittableRandom random = new SplittableRandom(6);
        for (int draw = 0; draw < 10_000; draw++) {
            double[] a = {random.nextDouble(10), random.nextDouble(10)};
            double[] b = {random.nextDouble(10), random.nextDouble(10)};
            double[] from = KLEIN.embed(a);
            double[] to = KLEIN.embed(b);
            double squares = 0;
            for (int k = 0; k < 4; k++) {
                squares += (from[k] - to[k]) * (from[k] - to[k]);
            }
            assertThat(Math.sqrt(squares)).isGreaterThan(0.25 * KLEIN.distance(a, b));
        }
    }
}
