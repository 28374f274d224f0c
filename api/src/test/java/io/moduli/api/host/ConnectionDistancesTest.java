package io.moduli.api.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.Cylinder;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.PlainSpace;
import io.moduli.api.weight.ConnectionDistances;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionDistancesTest {

    private static final LayerGeometry FEATURES = onALine(0.5, 1.5, 2.5, 6);
    /** At 0, 2 and 4, so that the median distance is 2. */
    private static final LayerGeometry UNITS = new UnitPoints(
            FEATURES.space(), DistanceScale.UNIT_MEDIAN, new double[][] {{0}, {2}, {4}});

    private static LayerGeometry onALine(double... places) {
        return new UnitPoints(new PlainSpace(1), DistanceScale.AS_IS,
                Arrays.stream(places).mapToObj(place -> new double[] {place}).toArray(double[][]::new));
    }

    @Test
    void distancesToFeaturesAreInTheUnitOfLengthOfTheLayer() {
        ConnectionDistances start = distances(WeightRole.INITIAL_STATE, 1, UNITS, FEATURES);
        ConnectionDistances readOut = distances(WeightRole.READ_OUT, 1, FEATURES, UNITS);

        assertThat(ofRow(start, 1, 4)).containsExactly(0.75, 0.25, 0.25, 2);
        assertThat(ofRow(readOut, 3, 3)).containsExactly(3, 2, 1);
        assertThat(start.between(1, 3)).isEqualTo(2);
        assertThat(readOut.between(3, 1)).isEqualTo(2);
    }

    @Test
    void betweenLayersTheUnitOfLengthIsThatOfTheUpperOne() {
        LayerGeometry lower = onALine(0, 1);

        assertThat(ofRow(distances(WeightRole.INPUT, 1, UNITS, lower), 2, 2)).containsExactly(2, 1.5);
    }

    @Test
    void allGatesOfAUnitAreAtItsPlace() {
        ConnectionDistances recurrent = distances(WeightRole.RECURRENT, 3, UNITS, UNITS);

        assertThat(ofRow(recurrent, 2, 3)).containsExactly(2, 1, 0);
        assertThat(ofRow(recurrent, 8, 3)).containsExactly(2, 1, 0);
        assertThat(recurrent.between(7, 0)).isEqualTo(1);
    }

    @Test
    void columnsHaveDistancesAmongThemselves() {
        double[] distances = new double[4];
        distances(WeightRole.INITIAL_STATE, 1, UNITS, FEATURES).ofColumn(3, distances);

        assertThat(distances).containsExactly(2.75, 2.25, 1.75, 0);
    }

    @Test
    void thereAreNoneWhereOneSideLiesNowhereOrOnAnotherSpace() {
        LayerGeometry elsewhere = new UnitPoints(new Cylinder(), DistanceScale.AS_IS, new double[4][2]);
        WeightShape shape = new WeightShape("w", WeightRole.INITIAL_STATE, 0, 1, 3, 4);

        assertThat(PlacedWeight.nowhere(shape).distances()).isEmpty();
        assertThat(new PlacedWeight(shape, Optional.of(UNITS), Optional.empty()).distances()).isEmpty();
        assertThat(new PlacedWeight(shape, Optional.of(UNITS), Optional.of(elsewhere)).distances()).isEmpty();
    }

    private static ConnectionDistances distances(
            WeightRole role, int gates, LayerGeometry rows, LayerGeometry columns) {
        WeightShape shape = new WeightShape("w", role, 0, gates, rows.units(), columns.units());
        return new PlacedWeight(shape, Optional.of(rows), Optional.of(columns)).distances().orElseThrow();
    }

    private static double[] ofRow(ConnectionDistances distances, int row, int columns) {
        double[] out = new double[columns];
        distances.ofRow(row, out);
        return out;
    }
}
