package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.weight.ConnectionDistances;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import org.junit.jupiter.api.Test;

/** Three units on a circle of length 8 at 0, 1 and 4, so that distances are 1, 3 and 4. */
class DistanceBinsTest {

    private static final double GONE = Double.NaN;
    private static final LayerGeometry GEOMETRY = Circle.units(0, 1, 4);

    @Test
    void entriesFallIntoBinsOfEqualWidthUpToTheMaximumDistance() {
        DistanceBins bins = DistanceBins.of(
                RecurrentWeights.of(1, 3, 9, -1, 4, 3, GONE, 2, GONE, GONE, -6), between(1, GEOMETRY), 4);
        assertThat(bins.width()).isEqualTo(1);
        assertThat(bins.centres()).containsExactly(0.5, 1.5, 2.5, 3.5);
        // The diagonal; distance 1; none; distances 3 and 4, the larger of which belongs to the last bin.
        assertThat(bins.entries()).containsExactly(3, 2, 0, 4);
        assertThat(bins.kept()).containsExactly(2, 2, 0, 2);
        assertThat(bins.meanSizes()).containsExactly(15.0 / 3, 4.0 / 2, Double.NaN, 6.0 / 4);
        assertThat(bins.shares()).containsExactly(2.0 / 3, 1, Double.NaN, 0.5);
        assertThat(bins.edges()).containsExactly(0, 1, 2, 3, 4);
        // Magnitudes of survivors are 9 and 6; 1 and 3; none; 4 and 2, quantiles within 3 % of them.
        assertThat(bins.quantiles(1)[0]).isCloseTo(9, offset(0.27));
        assertThat(bins.quantiles(0.5)[1]).isCloseTo(1, offset(0.03));
        assertThat(bins.quantiles(0.5)[2]).isNaN();
    }

    @Test
    void allGatesCount() {
        DistanceBins bins = DistanceBins.of(
                RecurrentWeights.of(2, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0), between(2, GEOMETRY),
                4);
        assertThat(bins.entries()).containsExactly(6, 4, 0, 8);
        assertThat(bins.meanSizes()[1]).isEqualTo(1);
    }

    @Test
    void pointsThatAllCoincideShareTheFirstBin() {
        LayerGeometry together = Circle.units(2, 2);
        DistanceBins bins = DistanceBins.of(RecurrentWeights.of(1, 2, 1, 1, 1, 1), between(1, together), 3);
        assertThat(bins.entries()).containsExactly(4, 0, 0);
    }

    private static ConnectionDistances between(int gates, LayerGeometry geometry) {
        int units = geometry.units();
        return PlacedWeight.recurrent(new WeightShape("w", WeightRole.RECURRENT, 0, gates, units, units), geometry)
                .distances().orElseThrow();
    }
}
