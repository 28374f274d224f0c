package io.moduli.repository;

import java.io.Serial;

/** An artifact is not available; the message names its coordinates and says why, and what is available instead. */
public final class RepositoryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message one line */
    public RepositoryException(String message) {
        super(message);
    }

    /** @param message one line */
    public RepositoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
