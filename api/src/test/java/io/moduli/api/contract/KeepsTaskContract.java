package io.moduli.api.contract;

import io.moduli.api.task.Task;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A test class that implements this tests tasks against {@link TaskContract}. */
public interface KeepsTaskContract {

    /** The tasks by the names that the tests shall have. */
    Map<String, Task> tasks();

    /** A test of each. */
    @TestFactory
    default Stream<DynamicTest> keepsTaskContract() {
        return ContractTests.of(tasks(), TaskContract::check);
    }
}
