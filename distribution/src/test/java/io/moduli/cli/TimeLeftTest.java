package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private static final Offset<Double> TENTH = Offset.offset(0.1);

    private long now;
    private final TimeLeft time = new TimeLeft(() -> now, 0, 1000);

    private void stepAt(long step, double seconds) {
        now = (long) (seconds * 1e9);
        time.stepDone(step);
    }

    @Test
    void nothingIsSaidBeforeThePaceHasSettled() {
        stepAt(100, 2.9);
        assertThat(time.estimate()).isEmpty();
        stepAt(101, 3.0);
        assertThat(time.estimate()).isPresent();
    }

    @Test
    void slowFirstStepsDoNotCountAgainstTheRest() {
        // Two seconds for the first ten steps, then a hundred in each second.
        for (int step = 1; step <= 10; step++) {
            stepAt(step, 0.2 * step);
        }
        for (int step = 11; step <= 210; step++) {
            stepAt(step, 2 + 0.01 * (step - 10));
        }

        assertThat(time.estimate().orElseThrow()).isCloseTo(7.9, TENTH);
    }

    @Test
    void aPaceThatChangesIsFollowed() {
        // 10 steps in each second for 20 seconds, then 100.
        for (int step = 1; step <= 200; step++) {
            stepAt(step, 0.1 * step);
        }
        assertThat(time.estimate().orElseThrow()).isCloseTo(80, TENTH);
        for (int step = 201; step <= 800; step++) {
            stepAt(step, 20 + 0.01 * (step - 200));
        }
        assertThat(time.estimate().orElseThrow()).isBetween(2.0, 5.0);
    }

    @Test
    void theTimeOfTheStepAtHandIsTakenOff() {
        stepAt(100, 10);
        assertThat(time.estimate().orElseThrow()).isCloseTo(90, TENTH);
        now = 14_000_000_000L;
        assertThat(time.estimate().orElseThrow()).isCloseTo(86, TENTH);
    }

    @Test
    void nothingIsLeftOnceAllIsDone() {
        stepAt(1000, 10);
        assertThat(time.estimate()).isEmpty();
    }

    @Test
    void stepsThatWereDoneBeforeDoNotCount() {
        TimeLeft resumed = new TimeLeft(() -> now, 900, 1000);
        now = 10_000_000_000L;
        resumed.stepDone(910);
        assertThat(resumed.estimate().orElseThrow()).isCloseTo(90, TENTH);
    }
}
