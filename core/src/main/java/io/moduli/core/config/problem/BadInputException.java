package io.moduli.core.config.problem;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The run cannot start because of bad input; nothing has been trained or overwritten. */
public final class BadInputException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a line for each problem. */
    public static BadInputException of(List<Problem> problems) {
        return new BadInputException(
                problems.stream().map(Problem::render).collect(Collectors.joining(System.lineSeparator())));
    }
}
