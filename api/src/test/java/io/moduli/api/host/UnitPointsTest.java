package io.moduli.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.PlainSpace;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.state.StateArray;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three units on a line at 0, 1 and 3, so that distances are 1, 2 and 3. */
class UnitPointsTest {

    private static UnitPoints onLine(DistanceScale scale) {
        return new UnitPoints(new PlainSpace(1), scale, new double[][] {{0}, {1}, {3}});
    }

    private static double[] places(UnitPoints units) {
        return IntStream.range(0, units.units()).mapToDouble(unit -> units.point(unit)[0]).toArray();
    }

    @Test
    void distancesAreInTheUnitOfLengthThatTheScaleAsksFor() {
        UnitPoints asIs = onLine(DistanceScale.AS_IS);
        assertThat(asIs.unitLength()).isEqualTo(1);
        assertThat(asIs.distance(0, 2)).isEqualTo(3);
        UnitPoints median = onLine(DistanceScale.UNIT_MEDIAN);
        assertThat(median.unitLength()).isEqualTo(2);
        assertThat(median.distance(0, 2)).isEqualTo(1.5);
        double[] many = new double[2];
        median.distances(1, new int[] {2, 0}, many);
        assertThat(many).containsExactly(1, 0.5);
        double[] gradient = new double[1];
        median.gradient(0, 1, gradient);
        assertThat(gradient).containsExactly(-0.5);
    }

    @Test
    void oneUnitAndUnitsThatCoincideHaveAUnitOfLength() {
        assertThat(new UnitPoints(new PlainSpace(1), DistanceScale.UNIT_MEDIAN, new double[][] {{4}}).unitLength())
                .isEqualTo(1);
        double[][] together = {{4}, {4}, {4}};
        assertThat(new UnitPoints(new PlainSpace(1), DistanceScale.UNIT_MEDIAN, together).unitLength()).isEqualTo(1);
    }

    @Test
    void ofManyUnitsAnEvenSelectionIsMeasured() {
        double[][] line = IntStream.range(0, 3 * 4096).mapToObj(unit -> new double[] {unit}).toArray(double[][]::new);

        // Every third one is measured: places 0 to 4095 have the median distance 1200, which is three times as much here.
        assertThat(new UnitPoints(new PlainSpace(1), DistanceScale.UNIT_MEDIAN, line).unitLength()).isEqualTo(3 * 1200);
    }

    @Test
    void aCopyHasTheUnitOfLengthOfItsOriginal() {
        UnitPoints units = onLine(DistanceScale.UNIT_MEDIAN);

        assertThat(units.copy().unitLength()).isEqualTo(2);
        assertThat(places(units.copy())).containsExactly(0, 1, 3);
    }

    @Test
    void pointsThatAreHandedOutAreCopies() {
        UnitPoints units = onLine(DistanceScale.AS_IS);
        units.point(1)[0] = 7;
        units.state().getFirst().values()[1] = 7;
        assertThat(places(units)).containsExactly(0, 1, 3);
    }

    @Test
    void aDescentMovesEveryPointAgainstTheSumOfItsGradientsAndMeasuresAnew() {
        UnitPoints units = onLine(DistanceScale.UNIT_MEDIAN);
        units.beginStep(true);
        units.addGradient(0, new double[] {-1});
        units.addGradient(2, new double[] {3});
        units.addGradient(2, new double[] {1});
        assertThat(units.descend(0.5, ParallelLoop.SERIAL)).isTrue();
        assertThat(places(units)).containsExactly(0.5, 1, 1);
        assertThat(units.version()).isEqualTo(1);
        assertThat(units.unitLength()).isEqualTo(0.5, within(1e-15));
        units.beginStep(true);
        assertThat(units.descend(0.5, ParallelLoop.SERIAL)).isTrue();
        assertThat(places(units)).as("each step begins at 0").containsExactly(0.5, 1, 1);
    }

    @Test
    void aGradientIsRefusedWherePointsRest() {
        UnitPoints units = onLine(DistanceScale.AS_IS);
        units.beginStep(false);
        assertThat(units.learning()).isFalse();
        assertThatThrownBy(() -> units.addGradient(0, new double[] {1})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pointsThatLeaveTheFiniteAreTold() {
        UnitPoints units = onLine(DistanceScale.AS_IS);
        units.beginStep(true);
        units.addGradient(0, new double[] {Double.POSITIVE_INFINITY});
        assertThat(units.descend(1, ParallelLoop.SERIAL)).isFalse();
        assertThat(places(units)).containsExactly(0, 1, 3);
        units.beginStep(true);
        units.addGradient(0, new double[] {-Double.MAX_VALUE});
        assertThat(units.descend(2, ParallelLoop.SERIAL)).isFalse();
    }

    @Test
    void aStateIsTakenBackWhole() {
        UnitPoints units = onLine(DistanceScale.UNIT_MEDIAN);
        UnitPoints other = new UnitPoints(new PlainSpace(1), DistanceScale.UNIT_MEDIAN, new double[][] {{5}, {6}, {9}});
        other.restore(units.state());
        assertThat(places(other)).containsExactly(0, 1, 3);
        assertThat(other.unitLength()).isEqualTo(2);
        assertThat(other.version()).isEqualTo(1);
    }

    @Test
    void aCopyStaysWhereThePointsWere() {
        UnitPoints units = onLine(DistanceScale.UNIT_MEDIAN);
        UnitPoints copy = units.copy();
        units.beginStep(true);
        units.addGradient(2, new double[] {1});
        assertThat(units.descend(1, ParallelLoop.SERIAL)).isTrue();
        assertThat(places(units)).containsExactly(0, 1, 2);
        assertThat(places(copy)).containsExactly(0, 1, 3);
        assertThat(copy.unitLength()).isEqualTo(2);
        assertThat(copy.learning()).isFalse();
    }

    @Test
    void pointsOfAnotherLayerOrWithoutAPlaceAreRefused() {
        UnitPoints units = onLine(DistanceScale.AS_IS);
        assertThatThrownBy(() -> units.restore(List.of(new StateArray("points", List.of(4, 1), new double[4]))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected one array points of the shape [3, 1], but got [points [4, 1]]");
        assertThatThrownBy(() -> units.restore(
                List.of(new StateArray("points", List.of(3, 1), new double[] {0, Double.NaN, 1}))))
                .hasMessageContaining("the point of unit 1 is [NaN], but must be 1 finite coordinates");
        assertThatThrownBy(() -> new UnitPoints(new PlainSpace(2), DistanceScale.AS_IS, new double[][] {{0}}))
                .hasMessageContaining("the point of unit 0 is [0.0], but must be 2 finite coordinates");
    }
}
