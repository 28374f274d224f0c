package io.moduli.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.task.ReadOut;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Times are worth a comparison only between systems that do the same. */
class SystemsAgreementTest {

    private static final int STEPS = 30;

    /** A loss depends on all parts of all steps before it, so equal losses are equal steps. */
    @ParameterizedTest
    @MethodSource("workloads")
    void bothSystemsGoThroughTheSameLosses(Workload workload) {
        TrainingData data = TrainingData.of(workload);
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
        assertThat(last).as("the loss after %d steps", STEPS).isLessThan(first - 50 * 1e-5 * first);
    }

    /**
     * DL4J clips otherwise, see {@link Dl4jStep}, so its losses are the same at first and stay near. That they are the same
     * at first needs every part of the forward pass, and that the loss then falls as far needs every gradient.
     */
    @ParameterizedTest
    @MethodSource("dl4jWorkloads")
    void dl4jBeginsAtTheSameLossAndFollows(Workload workload) {
        TrainingData data = TrainingData.of(workload);
        try (TrainingSystem moduli = TrainingSystem.Kind.MODULI.on(data);
                TrainingSystem dl4j = TrainingSystem.Kind.DL4J.on(data)) {
            double first = moduli.step();
            assertThat(dl4j.step()).as("the first loss").isCloseTo(first, within(1e-5 * first));
            double ours = first;
            double theirs = first;
            for (int step = 1; step < STEPS; step++) {
                ours = moduli.step();
                theirs = dl4j.step();
            }
            assertThat(ours).as("the loss after %d steps", STEPS).isLessThan(first);
            assertThat(first - theirs).as("how far DL4J's loss fell").isCloseTo(first - ours,
                    within(0.03 * (first - ours)));
        }
    }

    static Stream<Workload> dl4jWorkloads() {
        return Stream.of(
                numbers(Workload.Cell.ELMAN_RELU, ReadOut.LAST_STEP, 0),
                numbers(Workload.Cell.ELMAN_TANH, ReadOut.LAST_STEP, 0),
                numbers(Workload.Cell.LSTM, ReadOut.LAST_STEP, 0),
                words(Workload.Cell.LSTM, 2, 0),
                words(Workload.Cell.ELMAN_TANH, 1, 0));
    }

    static Stream<Workload> workloads() {
        return Stream.of(
                numbers(Workload.Cell.ELMAN_RELU, ReadOut.LAST_STEP, 0),
                numbers(Workload.Cell.ELMAN_TANH, ReadOut.LAST_STEP, 0),
                numbers(Workload.Cell.ELMAN_TANH, ReadOut.EVERY_STEP, 0.9),
                numbers(Workload.Cell.GRU, ReadOut.LAST_STEP, 0.8),
                numbers(Workload.Cell.GRU, ReadOut.EVERY_STEP, 0),
                numbers(Workload.Cell.LSTM, ReadOut.LAST_STEP, 0),
                numbers(Workload.Cell.LSTM, ReadOut.EVERY_STEP, 0.9),
                words(Workload.Cell.LSTM, 2, 0),
                words(Workload.Cell.LSTM, 2, 0.8),
                words(Workload.Cell.ELMAN_TANH, 1, 0.9));
    }

    private static Workload numbers(Workload.Cell cell, ReadOut readOut, double sparsity) {
        return new Workload(cell, 1, 48, 20, 10, new Workload.Numbers(3, 2, readOut), sparsity, Structure.AT_RANDOM);
    }

    private static Workload words(Workload.Cell cell, int layers, double sparsity) {
        return new Workload(cell, layers, 48, 20, 10, new Workload.Words(120), sparsity, Structure.AT_RANDOM);
    }
}
