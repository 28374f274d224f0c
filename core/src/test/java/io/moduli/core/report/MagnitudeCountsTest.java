package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MagnitudeCountsTest {

    @Test
    void quantilesAreThoseOfTheMagnitudesWithinThreePercent() {
        MagnitudeCounts counts = new MagnitudeCounts();
        for (int number = 1; number <= 100; number++) {
            counts.add(number % 2 == 0 ? number : -number);
        }
        assertThat(counts.count()).isEqualTo(100);
        assertThat(counts.quantile(0.25)).isEqualTo(25, within(0.75));
        assertThat(counts.quantile(0.99)).isEqualTo(99, within(2.97));
    }

    @Test
    void zerosAreCountedAsZeros() {
        MagnitudeCounts counts = new MagnitudeCounts();
        counts.add(0);
        counts.add(-0f);
        counts.add(8);
        assertThat(counts.quantile(0.5)).isZero();
    }

    @Test
    void nothingHasNoQuantile() {
        assertThat(new MagnitudeCounts().quantile(0.5)).isNaN();
    }
}
