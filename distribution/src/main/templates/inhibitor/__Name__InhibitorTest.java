package __package__;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.testkit.InhibitorContractTests;
import io.moduli.api.geometry.Inhibitor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of all inhibitors: finite everywhere, and the derivative is that of the value. */
class __Name__InhibitorTest extends InhibitorContractTests {

    @Override
    protected Stream<Inhibitor> inhibitors() {
        return Stream.of(new __Name__Inhibitor(100, 1.5, false), new __Name__Inhibitor(1, 8, true));
    }

    @Test
    void afterTheWidthTheCostHasFallenByAFactorOfE() {
        assertThat(new __Name__Inhibitor(100, 1.5, false).value(1.5)).isCloseTo(36.7879441, within(1e-6));
    }
}
