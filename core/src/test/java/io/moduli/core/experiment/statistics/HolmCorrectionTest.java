package io.moduli.core.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HolmCorrectionTest {

    /** R's {@code p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")}. */
    @Test
    void fourProbabilities() {
        assertThat(HolmCorrection.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    }

    @Test
    void noneIsAboveOne() {
        assertThat(HolmCorrection.adjust(new double[] {0.9, 0.6, 0.4})).containsExactly(1, 1, 1);
    }

    @Test
    void oneAloneStaysAsItIs() {
        assertThat(HolmCorrection.adjust(new double[] {0.2})).containsExactly(0.2);
        assertThat(HolmCorrection.adjust(new double[0])).isEmpty();
    }

    /** Of ten comparisons without any difference, uncorrected ones find one in 40 of a hundred experiments. */
    @Test
    void amongManyComparisonsWithoutADifferenceAFalseFindingIsAsRareAsItShouldBe() {
        Random random = new Random(11);
        int experiments = 20_000;
        int corrected = 0;
        int uncorrected = 0;
        double[] p = new double[10];
        for (int experiment = 0; experiment < experiments; experiment++) {
            double least = 1;
            for (int index = 0; index < p.length; index++) {
                p[index] = random.nextDouble();
                least = Math.min(least, p[index]);
            }
            uncorrected += least < 0.05 ? 1 : 0;
            double leastCorrected = 1;
            for (double adjusted : HolmCorrection.adjust(p)) {
                leastCorrected = Math.min(leastCorrected, adjusted);
            }
            corrected += leastCorrected < 0.05 ? 1 : 0;
        }
        assertThat((double) uncorrected / experiments).isCloseTo(0.40, within(0.015));
        assertThat((double) corrected / experiments).isCloseTo(0.049, within(0.006));
    }
}
