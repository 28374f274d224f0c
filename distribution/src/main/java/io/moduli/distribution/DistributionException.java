package io.moduli.distribution;

import java.io.Serial;
import java.util.List;

/** A distribution cannot be built from the given input; nothing has been written. */
public final class DistributionException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    /** @param lines a line for each problem, for people */
    public DistributionException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    /** A line for each problem. */
    public List<String> lines() {
        return lines;
    }
}
