package io.moduli.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningRateTest {

    private static double[] rates(LearningRateSchedule schedule, int epochs) {
        LearningRate rate = new LearningRate(schedule, 2, epochs);
        return IntStream.rangeClosed(1, epochs).mapToDouble(rate::at).toArray();
    }

    @Test
    void aConstantRateStays() {
        assertThat(rates(new LearningRateSchedule.Constant(), 3)).containsExactly(2, 2, 2);
    }

    @Test
    void aStepScheduleMultipliesAfterEverySoManyEpochs() {
        assertThat(rates(new LearningRateSchedule.Step(2, 0.5), 7)).containsExactly(2, 2, 1, 1, 0.5, 0.5, 0.25);
    }

    @Test
    void aCosineFallsFromTheFullRateToTheLeastAfterTheLastEpoch() {
        assertThat(rates(new LearningRateSchedule.Cosine(0.5), 4))
                .containsExactly(new double[] {2, 1.85355339, 1.5, 1.14644661}, within(1e-8));
        assertThat(rates(new LearningRateSchedule.Cosine(0), 1)).containsExactly(2);
    }

    @Test
    void aPlateauDividesWhenTheLossHasNotFallen() {
        LearningRate rate = new LearningRate(new LearningRateSchedule.Plateau(4, 1), 2, 9);
        assertThat(rate.needsValidation()).isTrue();
        double[] losses = {5, 4, 4, 4.5, 3, 3.5, 3.1, Double.NaN, 3.2};
        double[] rates = new double[losses.length];
        for (int epoch = 1; epoch <= losses.length; epoch++) {
            rate.observe(losses[epoch - 1]);
            rates[epoch - 1] = rate.at(epoch + 1);
        }
        assertThat(rates).containsExactly(2, 2, 2, 0.5, 0.5, 0.5, 0.125, 0.125, 0.03125);
    }

    @Test
    void onlyAPlateauLooksAtValidationLosses() {
        LearningRate rate = new LearningRate(new LearningRateSchedule.Constant(), 2, 9);
        rate.observe(1);
        rate.observe(2);
        assertThat(rate.needsValidation()).isFalse();
        assertThat(rate.at(3)).isEqualTo(2);
    }
}
