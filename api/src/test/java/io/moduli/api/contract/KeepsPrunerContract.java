package io.moduli.api.contract;

import io.moduli.api.pruning.Pruner;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A test class that implements this tests pruners against {@link PrunerContract}. */
public interface KeepsPrunerContract {

    /** The pruners by the names that the tests shall have. */
    Map<String, Pruner> pruners();

    /** A test of each. */
    @TestFactory
    default Stream<DynamicTest> keepsPrunerContract() {
        return ContractTests.of(pruners(), PrunerContract::check);
    }
}
