package io.moduli.distribution;

import java.io.Serial;
import java.util.List;

/** A distribution cannot be built of what was given; nothing has been written. */
public final class DistributionException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    /** @param lines one for each thing that is wrong, for people */
    public DistributionException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    /** A line for each thing that is wrong. */
    public List<String> lines() {
        return lines;
    }
}
