package io.moduli.plugins.moduli.inhibitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.testkit.InhibitorContractTests;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.SettingException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StandardInhibitorsTest extends InhibitorContractTests {

    private static final DifferenceOfGaussians DIFFERENCE = new DifferenceOfGaussians(100, 5, 0.25, false);

    @Override
    protected Stream<? extends Inhibitor> inhibitors() {
        return Stream.of(
                DIFFERENCE,
                new DifferenceOfGaussians(3, 40, 39, true),
                new Diffusion(false),
                new Ripple(50, 2, false),
                new Gaussian(100, 3, true),
                new Identity(false));
    }

    @Test
    void theDifferenceOfGaussiansIsAsPublished() {
        assertThat(DIFFERENCE.value(0)).isZero();
        assertThat(DIFFERENCE.value(1)).isEqualTo(100 * (Math.exp(-0.2) - Math.exp(-4)), within(1e-12));
        assertThat(DIFFERENCE.value(5)).isEqualTo(100 * Math.exp(-5), within(1e-15));
    }

    @Test
    void leavingOutTheNarrowGaussianChangesNoBit() {
        for (double distance = 0; distance < 10; distance += 0.001) {
            double square = distance * distance;
            assertThat(DIFFERENCE.value(distance)).isEqualTo(100 * (Math.exp(-square / 5) - Math.exp(-square / 0.25)));
        }
    }

    @Test
    void diffusionRippleGaussianAndIdentityAreAsPublished() {
        assertThat(new Diffusion(false).value(3)).isEqualTo(9);
        assertThat(new Ripple(50, 2, false).value(0)).isEqualTo(100);
        assertThat(new Ripple(50, 2, false).value(Math.PI / 2)).isZero();
        assertThat(new Gaussian(100, 3, false).value(3)).isEqualTo(100 * Math.exp(-3), within(1e-13));
        assertThat(new Identity(false).value(3)).isEqualTo(3);
    }

    @Test
    void invertedIsAWishThatLeavesTheFunctionAsItIs() {
        assertThat(new Diffusion(true).inverted()).isTrue();
        assertThat(new Diffusion(true).value(3)).isEqualTo(9);
    }

    @Test
    void refusesANarrowGaussianThatIsWider() {
        assertThatThrownBy(() -> new DifferenceOfGaussians(100, 5, 5, false)).isInstanceOf(SettingException.class)
                .hasMessage("must be less than wide, but narrow = 5.0 and wide = 5.0");
    }
}
