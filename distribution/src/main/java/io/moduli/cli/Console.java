package io.moduli.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What surrounds the command.
 *
 * @param out takes results
 * @param err takes progress and what is wrong
 * @param columns how wide the terminal is that err goes to; empty where it goes to a file or a pipe
 * @param workingFolder what relative paths refer to
 * @param plugins sees the plugins and the built-in pipelines
 */
record Console(PrintStream out, PrintStream err, OptionalInt columns, Path workingFolder, ClassLoader plugins) {

    /** The system property by which the launcher script says that standard error is a terminal, and how wide. */
    static final String COLUMNS = "moduli.terminal.columns";

    private static final int LEAST_COLUMNS = 40;

    Console {
        workingFolder = workingFolder.toAbsolutePath().normalize();
    }

    /** The surroundings of this process. */
    static Console ofProcess(PrintStream out, PrintStream err) {
        int columns = Integer.getInteger(COLUMNS, 0);
        return new Console(
                out,
                err,
                columns >= LEAST_COLUMNS ? OptionalInt.of(columns) : OptionalInt.empty(),
                Path.of(""),
                Console.class.getClassLoader());
    }
}
