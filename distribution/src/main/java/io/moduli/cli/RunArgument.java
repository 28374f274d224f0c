package io.moduli.cli;

import io.moduli.core.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The argument that gives a command its run. */
final class RunArgument {

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private String run = "";

    /** The folder, as it was given. */
    String name() {
        return run;
    }

    /**
     * The folder.
     *
     * @throws BadArgumentException if it is not that of a run
     */
    Path directory(Console console) throws IOException {
        Path directory;
        try {
            directory = console.workingFolder().resolve(run);
        } catch (InvalidPathException unusable) {
            throw new BadArgumentException("moduli: %s: %s".formatted(run, unusable.getReason()));
        }
        if (!Files.exists(directory)) {
            throw new BadArgumentException("moduli: %s: there is no such folder%s".formatted(run, elsewhere(console)));
        }
        if (!Files.isRegularFile(directory.resolve(RunDirectory.PIPELINE))) {
            throw new BadArgumentException("moduli: " + RunFolders.insteadOfRun(directory, run));
        }
        return directory;
    }

    /** Runs are in a common folder, and are named after their pipelines. */
    private String elsewhere(Console console) throws IOException {
        Path likely = Path.of("runs").resolve(run);
        if (RunFolders.isRun(console.workingFolder().resolve(likely))) {
            return " (did you mean \"%s\"?)".formatted(likely);
        }
        return BuiltIns.pipelines(console).names().contains(run)
                ? "; it is a built-in pipeline, and \"moduli run %s\" makes the folder of a run".formatted(run)
                : "";
    }
}
