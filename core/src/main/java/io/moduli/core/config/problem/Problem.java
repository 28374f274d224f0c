package io.moduli.core.config.problem;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with a configuration.
 *
 * @param origin where: the value at fault, or the object that lacks it
 * @param key the full key at fault, {@code stages.0.epochs}; empty if the problem does not concern a key, for example
 *     if a file cannot be parsed
 * @param message what is wrong and what would be right
 * @param cause the exception of a component, shown only if a stack trace is requested
 */
public record Problem(Origin origin, String key, String message, Optional<Throwable> cause)
        implements
        Comparable<Problem> {

    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::origin).thenComparing(Problem::key)
            .thenComparing(Problem::message);

    /** A problem without an exception. */
    public Problem(Origin origin, String key, String message) {
        this(origin, key, message, Optional.empty());
    }

    /** The problem in one line: {@code pipeline.conf:12: stages.0.epochs: what is wrong}. */
    public String render() {
        return origin.describe() + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }

    /** By file, line and key. */
    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
