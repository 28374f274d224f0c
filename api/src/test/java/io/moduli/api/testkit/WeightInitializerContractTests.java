package io.moduli.api.testkit;

import io.moduli.api.initializer.WeightInitializer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link WeightInitializerContract} as JUnit tests: implement it in a test class and name the initializers. */
public interface WeightInitializerContractTests {

    /** The initializers to check, with a name for each. */
    Map<String, WeightInitializer> weightInitializers();

    /** A test of each. */
    @TestFactory
    default Stream<DynamicTest> keepsTheContractOfWeightInitializers() {
        return ContractTests.of(weightInitializers(), initializer -> WeightInitializerContract.check(initializer, 7));
    }
}
