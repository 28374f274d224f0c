package io.moduli.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.Inhibitor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Each rule of the contract finds an inhibitor that breaks it. */
class InhibitorContractTest {

    private static Inhibitor inhibitor(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
        return new Inhibitor() {
            @Override
            public double value(double distance) {
                return value.applyAsDouble(distance);
            }

            @Override
            public double derivative(double distance) {
                return derivative.applyAsDouble(distance);
            }
        };
    }

    private static void assertBreaks(Inhibitor inhibitor, String rule) {
        assertThat(InhibitorContract.check(inhibitor, 1)).extracting(Violation::rule).contains(rule);
    }

    @Test
    void findsNothingWrongWithASine() {
        assertThat(InhibitorContract.check(inhibitor(Math::sin, Math::cos), 1)).isEmpty();
    }

    @Test
    void findsADerivativeThatIsSlightlyOff() {
        assertBreaks(inhibitor(Math::sin, distance -> 1.001 * Math.cos(distance)), "derivative");
    }

    @Test
    void findsAValueThatIsInfiniteAtZero() {
        assertBreaks(inhibitor(distance -> 1 / distance, distance -> -1 / (distance * distance)), "finite");
    }

    @Test
    void findsAValueThatOverflowsFarAway() {
        assertBreaks(inhibitor(Math::exp, Math::exp), "finite");
    }

    @Test
    void findsADerivativeThatIsNotANumberAtZero() {
        assertBreaks(inhibitor(distance -> 1, distance -> 0 / distance), "finite");
    }

    @Test
    void findsAValueThatDependsOnWhatWasAskedBefore() {
        AtomicInteger calls = new AtomicInteger();
        assertBreaks(inhibitor(_ -> calls.incrementAndGet() * 1e-12, _ -> 0), "pure");
    }

    @Test
    void findsADerivativeThatIsWrongFarAwayAlone() {
        assertBreaks(inhibitor(Math::sin, distance -> distance > 100 ? 0 : Math.cos(distance)), "derivative");
    }

    @Test
    void findsMemoryThatAllThreadsShare() {
        class Sine implements Inhibitor {

            private double last;

            @Override
            public double value(double distance) {
                last = Math.sin(distance);
                return last;
            }

            @Override
            public double derivative(double distance) {
                return Math.cos(distance);
            }
        }

        assertThat(InhibitorContract.check(new Sine(), 1)).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo("concurrency");
            assertThat(violation.detail()).startsWith("Sine: ");
        });
    }
}
