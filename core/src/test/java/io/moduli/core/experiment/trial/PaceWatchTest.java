package io.moduli.core.experiment.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.core.pipeline.Cancellation;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceWatchTest {

    private final Cancellation cancellation = new Cancellation();
    private long seconds;
    private final PaceWatch watch = new PaceWatch(cancellation, () -> TimeUnit.SECONDS.toNanos(seconds));

    private void step(long second, double share) {
        seconds = second;
        watch.at(share);
    }

    @Test
    void stepsOfTwoSecondsWarmUpAndThreeMoreAreExtrapolated() {
        step(0, 0.001);
        step(1, 0.002);
        step(2, 0.01);
        step(4, 0.03);
        assertThat(cancellation.requested()).isFalse();
        step(5, 0.04);
        assertThat(cancellation.requested()).isTrue();
        seconds = 7;

        // 3 seconds for 3 %: 96 seconds for the rest, beside the 5 that went by and 2 for the files.
        assertThat(watch.seconds()).isEqualTo(5 + 96 + 2, within(1e-9));
    }

    @Test
    void whatComesBeforeTheFirstStepDoesNotCountAsPace() {
        step(10, 0.01);
        step(12, 0.02);
        assertThat(cancellation.requested()).isFalse();
        step(15, 0.05);

        assertThat(cancellation.requested()).isTrue();
        assertThat(watch.seconds()).isEqualTo(15 + 95, within(1e-9));
    }

    @Test
    void stepsThatTakeLongerThanAllThatAreWatched() {
        step(20, 0.1);
        step(40, 0.2);
        assertThat(cancellation.requested()).isFalse();
        step(60, 0.3);

        assertThat(cancellation.requested()).isTrue();
        assertThat(watch.seconds()).isEqualTo(60 + 140, within(1e-9));
    }

    @Test
    void aRunThatEndsBeforeTakesWhatItTook() {
        step(1, 0.5);
        step(2, 1);
        seconds = 3;

        assertThat(cancellation.requested()).isFalse();
        assertThat(watch.seconds()).isEqualTo(3);
    }
}
