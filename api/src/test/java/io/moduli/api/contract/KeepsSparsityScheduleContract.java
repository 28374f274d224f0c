package io.moduli.api.contract;

import io.moduli.api.pruning.SparsitySchedule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A test class that implements this tests sparsity schedules against {@link SparsityScheduleContract}. */
public interface KeepsSparsityScheduleContract {

    /** The sparsity schedules by the names that the tests shall have. */
    Map<String, SparsitySchedule> sparsitySchedules();

    /** A test of each. */
    @TestFactory
    default Stream<DynamicTest> keepsSparsityScheduleContract() {
        return ContractTests.of(sparsitySchedules(), SparsityScheduleContract::check);
    }
}
