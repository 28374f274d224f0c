package __package__;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.testkit.SparsityScheduleContractTests;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of all schedules: shares from 0 to below 1, the same whenever asked for, and the target in the end. */
class __Name__ScheduleTest implements SparsityScheduleContractTests {

    @Override
    public Map<String, SparsitySchedule> sparsitySchedules() {
        return Map.of("a fifth", new __Name__Schedule(0.9, 0.2, 1), "a half, seldom", new __Name__Schedule(0.99, 0.5, 7));
    }

    @Test
    void everyRoundTakesAFifthOfWhatIsLeftUntilTheTargetIsReached() {
        __Name__Schedule schedule = new __Name__Schedule(0.4, 0.2, 3);

        assertThat(schedule.sparsity(2.9)).isZero();
        assertThat(schedule.sparsity(3)).isCloseTo(0.2, within(1e-12));
        assertThat(schedule.sparsity(6)).isCloseTo(0.36, within(1e-12));
        assertThat(schedule.sparsity(9)).isEqualTo(0.4);
    }
}
