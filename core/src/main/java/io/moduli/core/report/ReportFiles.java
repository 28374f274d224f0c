package io.moduli.core.report;

import java.io.IOException;

/** Receives the files of a report. */
@FunctionalInterface
public interface ReportFiles {

    /**
     * Writes a file, whole or not at all.
     *
     * @param name its path within the run's directory, with {@code /} between folders
     */
    void write(String name, byte[] content) throws IOException;
}
