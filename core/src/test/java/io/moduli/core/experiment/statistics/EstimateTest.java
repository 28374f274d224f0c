package io.moduli.core.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Expected figures are SciPy 1.10.1's: {@code stats.t.ppf(0.975, n - 1)} and NumPy's mean and standard deviation. */
class EstimateTest {

    @Test
    void fiveValues() {
        Estimate estimate = Estimate.of(new double[] {0.31, 0.29, 0.35, 0.27, 0.33});

        assertThat(estimate.n()).isEqualTo(5);
        assertThat(estimate.mean()).isCloseTo(0.31, within(1e-15));
        assertThat(estimate.standardDeviation().orElseThrow()).isCloseTo(0.031622776601683784, within(1e-15));
        assertThat(estimate.interval().orElseThrow().low()).isCloseTo(0.2707351367704488, within(1e-11));
        assertThat(estimate.interval().orElseThrow().high()).isCloseTo(0.3492648632295512, within(1e-11));
    }

    @Test
    void twoValuesHaveAnIntervalAsWideAsTwoValuesDeserve() {
        Estimate estimate = Estimate.of(new double[] {1.0, 1.5});

        assertThat(estimate.standardDeviation().orElseThrow()).isCloseTo(0.3535533905932738, within(1e-15));
        assertThat(estimate.interval().orElseThrow().low()).isCloseTo(-1.9265511841080234, within(1e-9));
        assertThat(estimate.interval().orElseThrow().halfWidth()).isCloseTo(3.1765511841080234, within(1e-9));
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(Estimate.of(new double[] {0.5}))
                .isEqualTo(new Estimate(1, 0.5, OptionalDouble.empty(), Optional.empty()));
    }

    @Test
    void noValueIsNoEstimate() {
        assertThatThrownBy(() -> new Estimate(0, 0, OptionalDouble.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0 values");
    }

    @Test
    void ofSimulatedNormalValuesNinetyFiveIntervalsInAHundredHoldTheTrueMean() {
        Random random = new Random(17);
        int samples = 40_000;
        for (int n : new int[] {2, 5, 10}) {
            int held = 0;
            double[] values = new double[n];
            for (int sample = 0; sample < samples; sample++) {
                for (int index = 0; index < n; index++) {
                    values[index] = 3 + 2 * random.nextGaussian();
                }
                Interval interval = Estimate.of(values).interval().orElseThrow();
                held += interval.low() <= 3 && 3 <= interval.high() ? 1 : 0;
            }
            // a share of 0.95 of 40,000 has a standard deviation of 0.0011
            assertThat((double) held / samples).as("n = %d", n).isCloseTo(0.95, within(0.0044));
        }
    }
}
