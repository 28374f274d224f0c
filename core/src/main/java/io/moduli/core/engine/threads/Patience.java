package io.moduli.core.engine.threads;

import java.util.concurrent.locks.LockSupport;

/**
 * How long a worker spins while it waits for the others before it yields its core. On an idle machine the others are
 * microseconds away, and spinning is enough. If other processes want the cores, the worker that is waited for may not
 * be running at all, and spinning keeps it from running: so every wait that outlasts the spins halves them for the next
 * one, and shorter waits let them grow again. This affects only time, never results.
 */
final class Patience {

    private static final int MAXIMUM_SPINS = 4_000;
    private static final int MINIMUM_SPINS = 60;
    /** The number of uninterrupted waits after which the spins have doubled. */
    private static final int WAITS_TO_RECOVER = 8;

    /** How many times the core is yielded before its thread goes to sleep for short periods. */
    private static final int YIELDS = 400;
    private static final int NAP_NANOSECONDS = 20_000;

    /** Waking a helper takes as long as some waits. */
    private static final int WAITS_BEFORE_SLEEP = 5;

    private int spins = MAXIMUM_SPINS;

    /** Waits for a moment, given the number of moments waited so far. */
    void pause(int moment) {
        if (moment < spins) {
            Thread.onSpinWait();
        } else if (moment < spins + YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NANOSECONDS);
        }
    }

    /** Records that a wait has ended after this many moments. */
    void waited(int moments) {
        if (moments > spins) {
            spins = Math.max(MINIMUM_SPINS, spins / 2);
        } else if (spins < MAXIMUM_SPINS) {
            spins = Math.min(MAXIMUM_SPINS, spins + Math.ceilDiv(spins, WAITS_TO_RECOVER));
        }
    }

    /** Whether a helper without work has spun long enough to be put to sleep. */
    boolean sleeps(int moments) {
        return moments >= WAITS_BEFORE_SLEEP * spins;
    }
}
