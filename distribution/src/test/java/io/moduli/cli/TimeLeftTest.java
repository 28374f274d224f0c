package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private static final Offset<Double> TENTH = Offset.offset(0.1);

    private long now;
    private final TimeLeft time = new TimeLeft(() -> now, 0, 1000);

    /** Steps one after the other, each of which takes as long. */
    private void steps(TimeLeft of, int first, int last, double secondsEach) {
        for (int step = first; step <= last; step++) {
            now += (long) (secondsEach * 1e9);
            of.stepDone(step);
        }
    }

    @Test
    void nothingIsSaidInTheFirstThreeSeconds() {
        steps(time, 1, 29, 0.1);
        assertThat(time.estimate()).isEmpty();
        steps(time, 30, 31, 0.1);
        assertThat(time.estimate().orElseThrow()).isCloseTo(96.9, TENTH);
    }

    @Test
    void nothingIsSaidWhileTheStageBecomesFaster() {
        double each = 2;
        int step = 0;
        while (time.estimate().isEmpty()) {
            step++;
            each = Math.max(0.01, each * 0.7);
            steps(time, step, step, each);
        }

        // The truth is less than ten seconds.
        assertThat(time.estimate().orElseThrow()).isBetween(5.0, 20.0);
    }

    @Test
    void slowFirstStepsDoNotCountAgainstTheRest() {
        steps(time, 1, 10, 0.2);
        steps(time, 11, 210, 0.01);

        assertThat(time.estimate().orElseThrow()).isCloseTo(7.9, TENTH);
    }

    @Test
    void aPaceThatChangesIsFollowed() {
        steps(time, 1, 200, 0.1);
        assertThat(time.estimate().orElseThrow()).isCloseTo(80, TENTH);
        steps(time, 201, 800, 0.01);
        assertThat(time.estimate().orElseThrow()).isBetween(2.0, 10.0);
    }

    @Test
    void theTimeOfTheStepAtHandIsTakenOff() {
        steps(time, 1, 100, 0.1);
        assertThat(time.estimate().orElseThrow()).isCloseTo(90, TENTH);
        now += 4_000_000_000L;
        assertThat(time.estimate().orElseThrow()).isCloseTo(86, TENTH);
    }

    @Test
    void nothingIsLeftOnceAllIsDone() {
        steps(time, 1, 1000, 0.1);
        assertThat(time.estimate()).isEmpty();
    }

    @Test
    void stepsThatWereDoneBeforeDoNotCount() {
        TimeLeft resumed = new TimeLeft(() -> now, 900, 1000);
        steps(resumed, 901, 912, 1);
        assertThat(resumed.estimate().orElseThrow()).isCloseTo(88, TENTH);
    }
}
