package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class SpatialAutocorrelationTest {

    @Test
    void theCorrelationIsOneWithoutAShiftAndTheSameForOppositeShifts() {
        double[][] values = SpatialAutocorrelation.of(map((x, y) -> Math.sin(x) + 0.3 * y * x)).values();
        assertThat(values).hasDimensions(39, 39);
        assertThat(values[19][19]).isEqualTo(1, within(1e-12));
        assertThat(values[12][23]).isEqualTo(values[26][15], within(1e-12));
    }

    @Test
    void aGradientIsPerfectlyCorrelatedWithItselfAtAnyShift() {
        double[][] values = SpatialAutocorrelation.of(map((x, y) -> x + 2 * y)).values();
        assertThat(values[10][25]).isEqualTo(1, within(1e-9));
    }

    @Test
    void shiftsWithLittleOverlapHaveNoCorrelation() {
        double[][] values = SpatialAutocorrelation.of(map((x, y) -> x + y)).values();
        // One square at a corner; a whole row.
        assertThat(values[0][0]).isNaN();
        assertThat(values[0][19]).isFinite();
    }

    @Test
    void aHexagonalLatticeHasAHighGridScoreAndASquareOneANegativeOne() {
        double hexagonal = score((x, y) -> wave(x, y, 0) + wave(x, y, 60) + wave(x, y, 120));
        double square = score((x, y) -> wave(x, y, 0) + wave(x, y, 90));
        assertThat(hexagonal).isGreaterThan(1);
        assertThat(square).isLessThan(0);
    }

    @Test
    void aMapThatDoesNotVaryHasNoScore() {
        assertThat(score((_, _) -> 3)).isNaN();
    }

    private static double score(DoubleBinaryOperator rate) {
        return SpatialAutocorrelation.of(map(rate)).gridScore();
    }

    private static double wave(double x, double y, double degrees) {
        double angle = Math.toRadians(degrees);
        return Math.cos(1.05 * (x * Math.cos(angle) + y * Math.sin(angle)));
    }

    private static double[][] map(DoubleBinaryOperator rate) {
        double[][] map = new double[20][20];
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 20; column++) {
                map[row][column] = rate.applyAsDouble(column, row);
            }
        }
        return map;
    }
}
