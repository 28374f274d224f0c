package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.tensor.Matrix;
import org.junit.jupiter.api.Test;

class BoxTest {

    private final Box walled = new Box(2, false);
    private final Box periodic = new Box(2, true);

    @Test
    void wallsStopWhatWouldLeave() {
        assertThat(walled.confine(0.75)).isEqualTo(0.75);
        assertThat(walled.confine(1.25)).isEqualTo(1);
        assertThat(walled.confine(-7)).isEqualTo(-1);
    }

    @Test
    void withoutWallsWhatLeavesEntersOnTheOppositeSide() {
        assertThat(periodic.confine(0.75)).isEqualTo(0.75);
        assertThat(periodic.confine(1.25)).isEqualTo(-0.75);
        assertThat(periodic.confine(-1.25)).isEqualTo(0.75);
        assertThat(periodic.confine(1)).isEqualTo(-1);
    }

    @Test
    void withoutWallsTheShorterWayCounts() {
        assertThat(walled.way(-0.75, 0.75)).isEqualTo(1.5);
        assertThat(periodic.way(-0.75, 0.75)).isEqualTo(-0.5);
        assertThat(walled.distance(-0.75, 0.5, 0.75, 0.5)).isEqualTo(1.5);
        assertThat(periodic.distance(-0.75, -0.75, 0.75, 0.75)).isCloseTo(Math.sqrt(0.5), within(1e-12));
    }

    @Test
    void distancesAreAddedColumnByColumn() {
        Matrix positions = Matrix.of(2, 2, 0, -0.75f, 0, 0);
        Matrix others = Matrix.of(2, 2, 0.3f, 0.75f, 0.4f, 0);

        assertThat(walled.sumOfDistances(positions, others)).isCloseTo(0.5 + 1.5, within(1e-7));
        assertThat(periodic.sumOfDistances(positions, others)).isCloseTo(0.5 + 0.5, within(1e-7));
    }
}
