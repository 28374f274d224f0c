package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Makes a test of each component that must keep a contract. */
final class ContractTests {

    private ContractTests() {}

    /** Looks for a component's violations. */
    @FunctionalInterface
    interface Contract<T> {
        List<Violation> check(T component) throws Exception;
    }

    static <T> Stream<DynamicTest> of(Map<String, T> components, Contract<? super T> contract) {
        // An empty map would be a test that cannot fail.
        assertThat(components).as("components that must keep the contract").isNotEmpty();
        return components.entrySet().stream()
                .map(component -> DynamicTest.dynamicTest(
                        component.getKey(),
                        () -> assertThat(contract.check(component.getValue())).isEmpty()));
    }
}
