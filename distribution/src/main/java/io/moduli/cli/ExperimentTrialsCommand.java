package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialPlugins;
import io.moduli.core.experiment.trial.TrialProcess;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.InterruptedRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the trials that the process of an experiment asks for, one after another. */
@Command(name = "trials", hidden = true, customSynopsis = "moduli experiment trials DIR", description = {
    "Runs the trials whose numbers come on standard input, a line each, one after another, and stops when it ends.",
    "The last one is the first that fails."})
final class ExperimentTrialsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The experiment's folder.")
    private Path folder = Path.of("");

    ExperimentTrialsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        ExperimentFolder experiment = ExperimentFolder.open(console.workingFolder().resolve(folder));
        return console.withBundles(bundles -> {
            TrialPlugins.require(experiment.path(), bundles.registry());
            Cancellation cancellation = new Cancellation();
            try (Interruption _ = Interruption.listen(cancellation, console.err())) {
                return run(experiment, new TrialCourse(console, bundles.registry(), false, true), cancellation);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedRunException();
            }
        });
    }

    private int run(ExperimentFolder experiment, TrialCourse course, Cancellation cancellation)
            throws IOException, BadInputException, InterruptedException {
        AskedTrials asked = AskedTrials.listen(System.in, cancellation);
        for (OptionalInt number = asked.next(); number.isPresent(); number = asked.next()) {
            if (course.run(experiment, number.getAsInt(), cancellation) == TrialStatus.FAILED) {
                return ExitStatus.FAILED;
            }
            // A trial's matrices are foreign memory, which is freed when their objects are collected, and those are so
            // small that the heap alone would not ask for it for many trials.
            System.gc();
            console.err().flush();
            console.out().println(TrialProcess.ENDED + number.getAsInt());
            console.out().flush();
        }
        return ExitStatus.DONE;
    }
}
