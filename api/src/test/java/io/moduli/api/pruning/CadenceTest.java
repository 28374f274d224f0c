package io.moduli.api.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {

    @Test
    void roundsAreDueAtMultiplesFromTheBeginningToTheEndAndUntilAShareOfTraining() {
        assertThat(due(steps(4, 0, Long.MAX_VALUE, 1), 12)).containsExactly(4L, 8L, 12L);
        assertThat(due(steps(4, 5, Long.MAX_VALUE, 1), 12)).containsExactly(8L, 12L);
        assertThat(due(steps(4, 5, 11, 1), 12)).containsExactly(8L);
        assertThat(due(steps(4, 8, Long.MAX_VALUE, 0.75), 16)).containsExactly(8L, 12L);
        assertThat(due(steps(1, 0, Long.MAX_VALUE, 0), 3)).isEmpty();
        assertThat(due(Cadence.everySteps(5), 12)).containsExactly(5L, 10L);
    }

    /** Epochs of three steps. */
    @Test
    void epochsAreDueAfterTheirLastStep() {
        assertThat(due(Cadence.everyEpoch(), 12)).containsExactly(3L, 6L, 9L, 12L);
        assertThat(due(new Cadence(Cadence.Unit.EPOCHS, 2, 0, Long.MAX_VALUE, 1), 12)).containsExactly(6L, 12L);
        assertThat(due(new Cadence(Cadence.Unit.EPOCHS, 1, 2, 3, 1), 12)).containsExactly(6L, 9L);
        assertThat(due(new Cadence(Cadence.Unit.EPOCHS, 1, 0, Long.MAX_VALUE, 0.5), 12)).containsExactly(3L, 6L);
    }

    @Test
    void theLastRoundIsNeitherAfterTheEndNorAfterTheShareOfTraining() {
        TrainingProgress progress = new TrainingProgress(50, 200, 2.5, 10);
        assertThat(steps(4, 0, 120, 0.75).last(progress)).isEqualTo(120);
        assertThat(steps(4, 0, 180, 0.75).last(progress)).isEqualTo(150);
        assertThat(steps(4, 0, 180, 0.75).done(progress)).isEqualTo(50);
        Cadence epochs = new Cadence(Cadence.Unit.EPOCHS, 1, 0, Long.MAX_VALUE, 0.25);
        assertThat(epochs.last(progress)).isEqualTo(2.5);
        assertThat(epochs.done(progress)).isEqualTo(2.5);
    }

    @ParameterizedTest
    @CsvSource({"0.57, 57", "0.29, 29", "0.07, 7"})
    void aShareThatIsARoundIsNotLostToRounding(double until, long last) {
        Cadence epochs = new Cadence(Cadence.Unit.EPOCHS, 1, 0, Long.MAX_VALUE, until);

        assertThat(epochs.due(new TrainingProgress(3 * last, 300, last, 100))).isTrue();
        assertThat(epochs.due(new TrainingProgress(3 * last + 3, 300, last + 1, 100))).isFalse();
    }

    private static Cadence steps(long every, long begin, long end, double until) {
        return new Cadence(Cadence.Unit.STEPS, every, begin, end, until);
    }

    private static List<Long> due(Cadence cadence, int steps) {
        return LongStream.rangeClosed(1, steps)
                .filter(step -> cadence.due(new TrainingProgress(step, steps, step / 3.0, Math.ceilDiv(steps, 3))))
                .boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 9, 1", "1, -1, 9, 1", "1, 5, 4, 1", "1, 0, 9, 1.5", "1, 0, 9, NaN"})
    void whatIsNoCadenceIsRefused(int every, long begin, long end, double until) {
        assertThatThrownBy(() -> steps(every, begin, end, until))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("every must be 1 or more");
    }

    @Test
    void moreStepsThanThereAreAreNoProgress() {
        assertThatThrownBy(() -> new TrainingProgress(3, 2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new TrainingProgress(2, 2, 1, 1).done()).isTrue();
        assertThat(new TrainingProgress(1, 2, 0.5, 1).done()).isFalse();
    }
}
