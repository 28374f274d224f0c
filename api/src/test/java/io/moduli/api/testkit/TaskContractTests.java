package io.moduli.api.testkit;

import io.moduli.api.task.Task;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link TaskContract} as JUnit tests: implement it in a test class and name the tasks. */
public interface TaskContractTests {

    /** The tasks, by the names of their tests. */
    Map<String, Task> tasks();

    /** A test of each. */
    @TestFactory
    default Stream<DynamicTest> keepsTheContractOfTasks() {
        return ContractTests.of(tasks(), TaskContract::check);
    }
}
