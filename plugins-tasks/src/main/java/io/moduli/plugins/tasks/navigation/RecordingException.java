package io.moduli.plugins.tasks.navigation;

import java.io.IOException;
import java.io.Serial;

/** A file of recorded trajectories cannot be used; the message says which, where and why. */
final class RecordingException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    RecordingException(String message) {
        super(message);
    }

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
