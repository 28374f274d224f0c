package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.Inhibitor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link InhibitorContract} as JUnit tests: extend it in a test class and name the inhibitors. */
public abstract class InhibitorContractTests {

    /** The inhibitors to check. */
    protected abstract Stream<? extends Inhibitor> inhibitors();

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfInhibitors() {
        return inhibitors().map(inhibitor -> DynamicTest.dynamicTest(
                inhibitor.toString(), () -> assertThat(InhibitorContract.check(inhibitor, 7)).isEmpty()));
    }
}
