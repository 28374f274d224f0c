package io.moduli.cli;

import io.moduli.core.experiment.ExperimentRun;
import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.InterruptedRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs a prepared experiment and shows its progress to the user. */
record ExperimentExecution(Console console) {

    /**
     * Runs the missing trials, and prints the results.
     *
     * @param onlyPrepare whether to run nothing
     * @param retryFailed whether to run failed trials again
     */
    int execute(ExperimentRun run, boolean onlyPrepare, boolean retryFailed) throws IOException {
        ExperimentFolder folder = run.folder();
        if (folder.leftOut() > 0) {
            console.warn("%s of the folder %s not in the file any more, and left out".formatted(
                    ExperimentProgress.counted(folder.leftOut(), "trial"), folder.leftOut() == 1 ? "is" : "are"));
        }
        if (retryFailed) {
            run.retryFailed();
        }
        if (onlyPrepare) {
            console.out().println("The trials, numbered from 1 to %d, are in %s".formatted(
                    folder.numbers().getLast(), shown(folder.path())));
            return ExitStatus.DONE;
        }
        runTrials(run);
        return new ExperimentSummary(console).conclude(run.results(), folder.path(), shown(folder.path()));
    }

    private void runTrials(ExperimentRun run) throws IOException {
        Cancellation cancellation = new Cancellation();
        List<String> command = new ChildCommand(console).of(
                List.of("experiment", "trial", run.folder().path().toString(), "--attached"));
        try (ExperimentProgress progress = ExperimentProgress.on(console, run);
                Interruption _ = Interruption.listen(cancellation, console.err())) {
            run.execute(command, progress, cancellation);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException();
        }
        if (cancellation.requested()) {
            ExperimentResults so = run.results();
            console.err().println("%d of %s ended; the same command continues with the others".formatted(
                    ExperimentSummary.ended(so),
                    ExperimentProgress.counted(so.trials().size(), "trial")));
            throw new InterruptedRunException();
        }
    }

    /** A folder as people would type it. */
    private Path shown(Path directory) {
        return directory.startsWith(console.workingFolder())
                ? console.workingFolder().relativize(directory)
                : directory;
    }
}
