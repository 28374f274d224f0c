package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.regularizer.Regularizer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link RegularizerContract} as JUnit tests: extend it in a test class and name the regularizers. */
public abstract class RegularizerContractTests {

    /** The regularizers to check, with a name for each. */
    protected abstract Map<String, Regularizer> regularizers();

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfRegularizers() {
        return regularizers().entrySet().stream().map(regularizer -> DynamicTest.dynamicTest(
                regularizer.getKey(),
                () -> assertThat(RegularizerContract.check(regularizer.getValue(), 7)).isEmpty()));
    }
}
