package io.moduli.core.pipeline;

/** A wish to stop, which any thread may voice and the pipeline follows after the step that it is at. */
public final class Cancellation {

    private volatile boolean requested;

    /** Asks the pipeline to stop. */
    public void request() {
        requested = true;
    }

    /** Whether someone has asked for it. */
    public boolean requested() {
        return requested;
    }

    /**
     * Ends the stage if someone asked for it.
     *
     * @throws InterruptedRunException if so
     */
    void check() {
        if (requested) {
            throw new InterruptedRunException();
        }
    }
}
