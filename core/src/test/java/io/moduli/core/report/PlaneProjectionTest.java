package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.geometry.PlainSpace;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.host.UnitPoints;
import org.junit.jupiter.api.Test;

class PlaneProjectionTest {

    @Test
    void twoCoordinatesAreShownAsTheyAre() {
        PlaneProjection plane = PlaneProjection.of(on(new PlainSpace(2), new double[] {1, 2}, new double[] {3, 4}));
        assertThat(plane.xLabel()).isEqualTo("coordinate 1");
        assertThat(plane.x()).containsExactly(1, 3);
        assertThat(plane.y()).containsExactly(2, 4);
    }

    @Test
    void oneCoordinateIsShownByItsEmbedding() {
        PlaneProjection plane = PlaneProjection.of(Circle.units(0, 2));
        assertThat(plane.yLabel()).isEqualTo("embedding 2");
        assertThat(plane.x()).containsExactly(new double[] {1, 0}, within(1e-12));
        assertThat(plane.y()).containsExactly(new double[] {0, 1}, within(1e-12));
    }

    @Test
    void moreDimensionsAreShownByTheTwoOfMostVariance() {
        // Variances 0, 2 · 1² and 2 · 3² about the mean (5, 0, 0).
        PlaneProjection plane = PlaneProjection.of(on(
                new PlainSpace(3), new double[] {5, 1, 0}, new double[] {5, -1, 0}, new double[] {5, 0, 3},
                new double[] {5, 0, -3}));
        assertThat(plane.xLabel()).isEqualTo("principal component 1 (90 %)");
        assertThat(plane.yLabel()).isEqualTo("principal component 2 (10 %)");
        assertThat(plane.x()).containsExactly(new double[] {0, 0, 3, -3}, within(1e-12));
        assertThat(plane.y()).containsExactly(new double[] {1, -1, 0, 0}, within(1e-12));
    }

    private static LayerGeometry on(ModuliSpace space, double[]... points) {
        return new UnitPoints(space, DistanceScale.AS_IS, points);
    }
}
