package io.moduli.cli;

import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.run.PipelineRun;
import io.moduli.core.run.RunSummary;
import java.io.IOException;
import java.nio.file.Path;

/** Executes a prepared run and shows its progress to the user. */
record RunExecution(Console console) {

    /** Executes it, and prints the results. */
    int execute(PipelineRun run) throws IOException {
        Path directory = run.directory().path();
        Cancellation cancellation = new Cancellation();
        RunSummary summary;
        try (Progress progress = Progress.on(console);
                Interruption _ = Interruption.listen(cancellation, console.err())) {
            summary = run.execute(progress, cancellation);
        } catch (Throwable failed) {
            console.err().println("the run so far is in " + shown(directory));
            if (failed instanceof InterruptedRunException) {
                console.err().println("\"moduli resume %s\" continues it".formatted(shown(directory)));
            }
            throw failed;
        }
        new RunTable(summary).print(console);
        console.out().println("The run is in " + shown(directory));
        return ExitStatus.DONE;
    }

    /** A folder as people would type it. */
    private Path shown(Path directory) {
        return directory.startsWith(console.workingFolder())
                ? console.workingFolder().relativize(directory)
                : directory;
    }
}
