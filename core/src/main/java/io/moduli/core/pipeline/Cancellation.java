package io.moduli.core.pipeline;

/** A request to stop, which any thread may make and the pipeline honours after the current step. */
public final class Cancellation {

    private volatile boolean requested;

    /** Asks the pipeline to stop. */
    public void request() {
        requested = true;
    }

    /** Whether stopping was requested. */
    public boolean requested() {
        return requested;
    }

    /**
     * Ends the stage if stopping was requested.
     *
     * @throws InterruptedRunException if it was
     */
    void check() {
        if (requested) {
            throw new InterruptedRunException();
        }
    }
}
