package io.moduli.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Estimates the time that is left of a stage from its recent pace: that of the later half of the time since it began,
 * because the first steps are slow until Java has compiled the code, and later ones may be faster because weights have
 * been removed. No estimate is given before the pace has settled: while the stage is still getting faster, it would be
 * far too long.
 */
final class TimeLeft {

    private static final double NANOSECOND = 1e-9;
    /** Before this, most of the time goes into compiling. */
    private static final double SECONDS_TO_SETTLE = 3;
    /** Fewer steps say little about the pace. */
    private static final int STEPS_OF_A_PACE = 3;
    /** How much slower the first half of the recent steps may be than the second for the pace to have settled. */
    private static final double SETTLED = 1.25;
    /** The approximate maximum number of samples of the time so far. */
    private static final double SAMPLES = 100;

    private final LongSupplier nanoseconds;
    private final long begin;
    private final long steps;
    /** The first is the beginning of the window, the last is now. */
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Sample present;
    private boolean settled;

    /**
     * Begins now.
     *
     * @param nanoseconds a clock that counts them from anywhere
     * @param stepsDone how many steps were done before
     * @param steps how many there are
     */
    TimeLeft(LongSupplier nanoseconds, long stepsDone, long steps) {
        this.nanoseconds = nanoseconds;
        this.steps = steps;
        begin = nanoseconds.getAsLong();
        present = new Sample(0, stepsDone);
        samples.add(present);
    }

    private record Sample(double seconds, long step) {}

    /** A step is done. */
    synchronized void stepDone(long step) {
        present = new Sample(seconds(), step);
        if (present.seconds() - samples.getLast().seconds() >= present.seconds() / SAMPLES) {
            samples.add(present);
        }
        while (samples.size() > 1 && second(samples).seconds() <= present.seconds() / 2) {
            samples.removeFirst();
        }
        settled = settled || present.seconds() >= SECONDS_TO_SETTLE && hasSettled();
    }

    /** Whether the recent steps have not been getting faster. */
    private boolean hasSettled() {
        Sample first = samples.getFirst();
        double half = (first.seconds() + present.seconds()) / 2;
        Sample middle = samples.stream().filter(sample -> sample.seconds() >= half).findFirst().orElse(present);
        long before = middle.step() - first.step();
        long after = present.step() - middle.step();
        return before >= STEPS_OF_A_PACE && after >= STEPS_OF_A_PACE
                && (middle.seconds() - first.seconds()) / before
                        <= SETTLED * (present.seconds() - middle.seconds()) / after;
    }

    /** The seconds since the beginning. */
    double seconds() {
        return (nanoseconds.getAsLong() - begin) * NANOSECOND;
    }

    /** The seconds that are left; empty before the pace has settled and once all is done. */
    synchronized OptionalDouble estimate() {
        Sample from = samples.getFirst();
        if (!settled || present.step() <= from.step() || present.step() >= steps) {
            return OptionalDouble.empty();
        }
        double pace = (present.seconds() - from.seconds()) / (present.step() - from.step());
        // The current step has already begun.
        return OptionalDouble.of(Math.max(0, pace * (steps - present.step()) - (seconds() - present.seconds())));
    }

    private static Sample second(Deque<Sample> samples) {
        var iterator = samples.iterator();
        iterator.next();
        return iterator.next();
    }
}
