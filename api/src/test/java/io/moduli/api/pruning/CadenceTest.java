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
    void roundsAreDueAtMultiplesFromTheFirstStepUntilAShareOfTraining() {
        assertThat(due(new Cadence.EverySteps(4, 0, 1), 12)).containsExactly(4L, 8L, 12L);
        assertThat(due(new Cadence.EverySteps(4, 5, 1), 12)).containsExactly(8L, 12L);
        assertThat(due(new Cadence.EverySteps(4, 8, 0.75), 16)).containsExactly(8L, 12L);
        assertThat(due(new Cadence.EverySteps(1, 0, 0), 3)).isEmpty();
    }

    private static List<Long> due(Cadence.EverySteps cadence, int steps) {
        return LongStream.rangeClosed(1, steps)
                .filter(step -> cadence.due(new TrainingProgress(step, steps, 0, 1)))
                .boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, -1, 1", "1, 0, 1.5", "1, 0, NaN"})
    void whatIsNoCadenceIsRefused(int steps, long first, double until) {
        assertThatThrownBy(() -> new Cadence.EverySteps(steps, first, until))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("steps must be 1 or more");
    }

    @Test
    void moreStepsThanThereAreAreNoProgress() {
        assertThatThrownBy(() -> new TrainingProgress(3, 2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new TrainingProgress(2, 2, 1, 1).done()).isTrue();
        assertThat(new TrainingProgress(1, 2, 0.5, 1).done()).isFalse();
    }
}
