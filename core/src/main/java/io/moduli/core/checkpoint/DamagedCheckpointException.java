package io.moduli.core.checkpoint;

import java.io.Serial;

/** A checkpoint is not as it was written: it was cut short or changed. */
public final class DamagedCheckpointException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message names the file, and says what is wrong */
    DamagedCheckpointException(String message) {
        super(message);
    }
}
