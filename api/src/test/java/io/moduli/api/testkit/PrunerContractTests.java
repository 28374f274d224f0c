package io.moduli.api.testkit;

import io.moduli.api.pruning.Pruner;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link PrunerContract} as JUnit tests: implement it in a test class and name the pruners. */
public interface PrunerContractTests {

    /** The pruners, by the names of their tests. */
    Map<String, Pruner> pruners();

    /** A test of each. */
    @TestFactory
    default Stream<DynamicTest> keepsTheContractOfPruners() {
        return ContractTests.of(pruners(), pruner -> PrunerContract.check(pruner, 7));
    }
}
