package io.moduli.core.engine.threads;

import java.util.concurrent.locks.LockSupport;

/**
 * How long a worker spins for its team-mates before it gives its core away. On an idle machine team-mates are microseconds
 * away, and spinning is all that ever happens. Where other processes want the cores, the one that is waited for may not be
 * running at all, and spinning keeps it from running: every wait that outlasts the spins halves them for the next one, and
 * waits that do not let them grow again. It is a matter of time alone and changes nothing that is computed.
 */
final class Patience {

    private static final int MAXIMUM_SPINS = 4_000;
    private static final int MINIMUM_SPINS = 60;
    /** Waits without an interruption until the spins have doubled. */
    private static final int WAITS_TO_RECOVER = 8;

    /** Times that the core is offered to others before its thread goes to sleep for moments. */
    private static final int YIELDS = 400;
    private static final int NAP_NANOSECONDS = 20_000;

    /** Waking a helper takes as long as some waits. */
    private static final int WAITS_BEFORE_SLEEP = 5;

    private int spins = MAXIMUM_SPINS;

    /** Waits a moment, the moment of this wait that has the given number. */
    void pause(int moment) {
        if (moment < spins) {
            Thread.onSpinWait();
        } else if (moment < spins + YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NANOSECONDS);
        }
    }

    /** Takes note that a wait has ended after so many moments. */
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
