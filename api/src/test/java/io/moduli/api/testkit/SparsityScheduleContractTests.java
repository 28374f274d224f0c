package io.moduli.api.testkit;

import io.moduli.api.pruning.SparsitySchedule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link SparsityScheduleContract} as JUnit tests: implement it in a test class and name the sparsity schedules. */
public interface SparsityScheduleContractTests {

    /** The sparsity schedules, by the names of their tests. */
    Map<String, SparsitySchedule> sparsitySchedules();

    /** A test of each. */
    @TestFactory
    default Stream<DynamicTest> keepsTheContractOfSparsitySchedules() {
        return ContractTests.of(sparsitySchedules(), SparsityScheduleContract::check);
    }
}
