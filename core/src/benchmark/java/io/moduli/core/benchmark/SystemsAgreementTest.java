package io.moduli.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.task.ReadOut;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are worth a comparison only between systems that do the same. */
class SystemsAgreementTest {

    private static final int STEPS = 30;

    /** A loss depends on all parts of all steps before it, so equal losses are equal steps. */
    @ParameterizedTest
    @CsvSource({
        "ELMAN_RELU, LAST_STEP, 0", "ELMAN_TANH, LAST_STEP, 0", "ELMAN_TANH, EVERY_STEP, 0.9", "GRU, LAST_STEP, 0.8",
        "GRU, EVERY_STEP, 0", "LSTM, LAST_STEP, 0", "LSTM, EVERY_STEP, 0.9"
    })
    void bothSystemsGoThroughTheSameLosses(Workload.Cell cell, ReadOut readOut, double sparsity) {
        TrainingData data = TrainingData.of(new Workload(cell, 48, 20, 10, 3, 2, readOut, sparsity));
        double first = 0;
        double last = 0;
        try (TrainingSystem moduli = TrainingSystem.Kind.MODULI.on(data);
                TrainingSystem pytorch = TrainingSystem.Kind.PYTORCH.on(data)) {
            for (int step = 0; step < STEPS; step++) {
                last = moduli.step();
                first = step == 0 ? last : first;
                assertThat(last).as("the loss of step %d", step).isCloseTo(pytorch.step(), within(1e-5 * last));
            }
        }
        assertThat(last).as("the loss after %d steps", STEPS).isLessThan(first - 100 * 1e-5 * first);
    }
}
