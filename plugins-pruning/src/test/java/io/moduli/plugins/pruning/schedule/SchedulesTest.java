package io.moduli.plugins.pruning.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.pruning.SparsitySchedule;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    @Test
    void linearGrowsInEqualPartsAndStaysAtItsTarget() {
        SparsitySchedule schedule = new LinearSchedule(0.8, 4);

        assertThat(schedule.sparsity(1)).isEqualTo(0.2);
        assertThat(schedule.sparsity(2)).isEqualTo(0.4);
        assertThat(schedule.sparsity(3)).isCloseTo(0.6, within(1e-15));
        assertThat(schedule.sparsity(4)).isEqualTo(0.8);
        assertThat(schedule.sparsity(5)).isEqualTo(0.8);
        assertThat(schedule.sparsity(0)).isZero();
        assertThat(schedule.sparsity(2.5)).isEqualTo(0.5);
    }

    @Test
    void cubicRemovesMostAtFirst() {
        SparsitySchedule schedule = new CubicSchedule(0.8, 4);

        assertThat(schedule.sparsity(1)).isEqualTo(0.8 * 37 / 64);
        assertThat(schedule.sparsity(2)).isEqualTo(0.8 * 7 / 8);
        assertThat(schedule.sparsity(3)).isEqualTo(0.8 * 63 / 64);
        assertThat(schedule.sparsity(4)).isEqualTo(0.8);
        assertThat(schedule.sparsity(5)).isEqualTo(0.8);
        assertThat(schedule.sparsity(0)).isZero();
        assertThat(schedule.sparsity(0.5)).isCloseTo(0.8 * 169 / 512, within(1e-15));
    }

    @Test
    void cubicMayBeginLaterAndWithSomethingGone() {
        SparsitySchedule schedule = new CubicSchedule(0.9, 4, 0.5, 2);

        assertThat(schedule.sparsity(0)).isEqualTo(0.5);
        assertThat(schedule.sparsity(2)).isEqualTo(0.5);
        // 0.9 - 0.4 / 8.
        assertThat(schedule.sparsity(4)).isCloseTo(0.85, within(1e-15));
        assertThat(schedule.sparsity(6)).isEqualTo(0.9);
        assertThat(schedule.sparsity(9)).isEqualTo(0.9);
    }

    @Test
    void oneShotRemovesAllFromItsEpochOn() {
        SparsitySchedule schedule = new OneShotSchedule(0.8, 3);

        assertThat(schedule.sparsity(1)).isEqualTo(0.0);
        assertThat(schedule.sparsity(2)).isEqualTo(0.0);
        assertThat(schedule.sparsity(2.9)).isEqualTo(0.0);
        assertThat(schedule.sparsity(3)).isEqualTo(0.8);
        assertThat(schedule.sparsity(4)).isEqualTo(0.8);
    }

    @Test
    void constantIsSparseBeforeTheFirstStep() {
        assertThat(new ConstantSchedule(0.8).sparsity(0)).isEqualTo(0.8);
        assertThat(new ConstantSchedule(0.8).sparsity(12.5)).isEqualTo(0.8);
    }
}
