package io.moduli.core.state;

import java.io.Serial;

/** A state does not fit the object that it is restored to: something is missing, or has a different type or shape. */
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
