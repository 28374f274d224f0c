package io.moduli.core.engine.threads;

import java.util.Arrays;

/**
 * Measures what a worker of a team spends its time on: the worker is always in one {@link StepPart}, so that the times
 * of all parts add up to the total. While the clock is off, which is the default, it costs one read of a field.
 */
public final class WorkerClock {

    private final long[] nanoseconds = new long[StepPart.values().length];
    private boolean running;
    private StepPart current = StepPart.OTHER;
    private long since;

    WorkerClock() {}

    /**
     * Switches to another part.
     *
     * @return the previous part, to return to
     */
    public StepPart enter(StepPart part) {
        StepPart before = current;
        if (running) {
            record();
        }
        current = part;
        return before;
    }

    /** What the worker is at. */
    public StepPart current() {
        return current;
    }

    /** Starts counting from zero. */
    void start() {
        Arrays.fill(nanoseconds, 0);
        since = System.nanoTime();
        running = true;
    }

    /** Starts counting now; earlier time is attributed to no part. */
    void resume(StepPart part) {
        current = part;
        if (running) {
            since = System.nanoTime();
        }
    }

    /** Counts up to now. */
    void record() {
        if (running) {
            long now = System.nanoTime();
            nanoseconds[current.ordinal()] += now - since;
            since = now;
        }
    }

    void stop() {
        running = false;
    }

    long nanoseconds(StepPart part) {
        return nanoseconds[part.ordinal()];
    }
}
