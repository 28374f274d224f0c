package io.moduli.cli;

import java.io.Serial;
import java.util.List;

/** The command's arguments cannot be used; the lines say why. */
final class BadArgumentException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message one line or several */
    BadArgumentException(String message) {
        super(message);
    }

    /** @param lines a line for each thing that is wrong */
    BadArgumentException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
    }
}
