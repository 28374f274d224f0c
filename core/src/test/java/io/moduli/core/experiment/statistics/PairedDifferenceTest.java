package io.moduli.core.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

    /** Student's own: R's {@code t.test(sleep$extra[1:10], sleep$extra[11:20], paired = TRUE)}. */
    @Test
    void hoursOfSleepThatTwoDrugsGain() {
        PairedDifference sleep = PairedDifference.of(
                new double[] {-1.2, -2.4, -1.3, -1.3, 0.0, -1.0, -1.8, -0.8, -4.6, -1.4});

        assertThat(sleep.estimate().n()).isEqualTo(10);
        assertThat(sleep.estimate().mean()).isCloseTo(-1.58, within(1e-14));
        assertThat(sleep.estimate().interval().orElseThrow().low()).isCloseTo(-2.459885763254729, within(1e-10));
        assertThat(sleep.estimate().interval().orElseThrow().high()).isCloseTo(-0.7001142367452712, within(1e-10));
        assertThat(sleep.p().orElseThrow()).isCloseTo(0.00283289019738427, within(1e-14));
    }

    /** SciPy 1.10.1's {@code ttest_rel([0.31, 0.29, 0.35, 0.27, 0.33], [0.36, 0.33, 0.37, 0.30, 0.41])}. */
    @Test
    void fivePairs() {
        PairedDifference difference = PairedDifference.of(new double[] {-0.05, -0.04, -0.02, -0.03, -0.08});

        assertThat(difference.p().orElseThrow()).isCloseTo(0.012912536283289984, within(1e-13));
    }

    @Test
    void onePairHasNoProbability() {
        PairedDifference difference = PairedDifference.of(new double[] {0.5});

        assertThat(difference.p()).isEmpty();
        assertThat(difference.estimate().interval()).isEmpty();
    }

    @Test
    void differencesThatAreTheSameUpToRoundingHaveNoProbability() {
        assertThat(PairedDifference.of(new double[] {0, 0, 0}).p()).isEmpty();
        assertThat(PairedDifference.of(new double[] {0.3 - 0.2, 0.2 - 0.1, 0.1}).p()).isEmpty();
    }

    @Test
    void whereThereIsNoDifferenceFiveInAHundredProbabilitiesAreBelowFivePerCent() {
        Random random = new Random(4);
        int samples = 40_000;
        int below = 0;
        double[] differences = new double[5];
        for (int sample = 0; sample < samples; sample++) {
            for (int pair = 0; pair < differences.length; pair++) {
                differences[pair] = random.nextGaussian();
            }
            below += PairedDifference.of(differences).p().orElseThrow() < 0.05 ? 1 : 0;
        }
        assertThat((double) below / samples).isCloseTo(0.05, within(0.0044));
    }
}
