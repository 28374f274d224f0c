package io.moduli.install;

import java.io.Serial;
import java.util.List;

/** A bundle cannot be installed or removed, and nothing was changed; each line says one reason. */
public final class InstallException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    /** @param line the only reason */
    public InstallException(String line) {
        this(List.of(line));
    }

    /** @param lines a line for each reason */
    public InstallException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    /** A line for each reason. */
    public List<String> lines() {
        return lines;
    }
}
