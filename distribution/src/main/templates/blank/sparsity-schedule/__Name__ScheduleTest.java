package __package__;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.testkit.SparsityScheduleContractTests;
import java.util.Map;

/** The contract of all schedules. Beside it belong shares that you know for certain. */
class __Name__ScheduleTest implements SparsityScheduleContractTests {

    @Override
    public Map<String, SparsitySchedule> sparsitySchedules() {
        return Map.of("by default", new __Name__Schedule(0.9));
    }
}
