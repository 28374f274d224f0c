package io.moduli.core.experiment.trial;

import io.moduli.core.pipeline.Cancellation;
import java.util.function.LongSupplier;

/**
 * Watches the first steps of a run, stops it after some seconds of them, and estimates how long all of it would take:
 * what came before the first step, the steps at the pace of those that were watched, and what came after the last one.
 */
final class PaceWatch {

    /** The compiler and the caches need some steps to warm up. */
    static final double WARM_UP_SECONDS = 2;

    /** How long steps are watched then. */
    static final double SECONDS = 3;

    private static final double NANOSECOND = 1e-9;

    private final Cancellation cancellation;
    private final LongSupplier nanoseconds;
    private final long begin;
    private boolean stepping;
    private boolean warm;
    private double from;
    private double fromShare;
    private double last;
    private double lastShare;

    /**
     * @param cancellation stops the run
     * @param nanoseconds a clock that counts them from anywhere; the run begins now
     */
    PaceWatch(Cancellation cancellation, LongSupplier nanoseconds) {
        this.cancellation = cancellation;
        this.nanoseconds = nanoseconds;
        this.begin = nanoseconds.getAsLong();
    }

    /**
     * Notes that a step has been made.
     *
     * @param share how much of the run's steps have been made, from 0 to 1
     */
    void at(double share) {
        last = now();
        lastShare = share;
        if (!stepping) {
            stepping = true;
            watchFromHere();
        } else if (!warm && last - from >= WARM_UP_SECONDS) {
            warm = true;
            watchFromHere();
        } else if (warm && last - from >= SECONDS) {
            cancellation.request();
        }
    }

    private void watchFromHere() {
        from = last;
        fromShare = lastShare;
    }

    private double now() {
        return (nanoseconds.getAsLong() - begin) * NANOSECOND;
    }

    /** The estimate, in seconds; asked when the run has ended, and its network and its report have been written. */
    double seconds() {
        double pace = lastShare > fromShare ? (last - from) / (lastShare - fromShare) : 0;
        return now() + pace * (1 - lastShare);
    }
}
