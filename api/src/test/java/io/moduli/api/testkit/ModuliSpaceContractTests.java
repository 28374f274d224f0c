package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.ModuliSpace;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link ModuliSpaceContract} as JUnit tests: extend it in a test class and name the spaces. */
public abstract class ModuliSpaceContractTests {

    /** The spaces to check. */
    protected abstract Stream<? extends ModuliSpace> spaces();

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfSpaces() {
        return spaces().map(space -> DynamicTest.dynamicTest(
                space.toString(), () -> assertThat(ModuliSpaceContract.check(space, 7)).isEmpty()));
    }
}
