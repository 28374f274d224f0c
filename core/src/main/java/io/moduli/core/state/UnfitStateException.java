package io.moduli.core.state;

import java.io.Serial;

/** A state is not that of what it is to be given to: something is missing, of another type or of another shape. */
public final class UnfitStateException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message names the part of the state, and says what it should be */
    public UnfitStateException(String message) {
        super(message);
    }

    /** @param message names the part of the state, and says what it should be */
    public UnfitStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
