package io.moduli.core.run;

import java.io.Serial;

/** The run cannot start because of what it was given; nothing has been trained or overwritten. */
public final class BadInputException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
