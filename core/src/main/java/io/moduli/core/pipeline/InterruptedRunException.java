package io.moduli.core.pipeline;

import java.io.Serial;

/** The run was asked to stop before it was finished. */
public final class InterruptedRunException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public InterruptedRunException() {
        super("the run was interrupted");
    }
}
