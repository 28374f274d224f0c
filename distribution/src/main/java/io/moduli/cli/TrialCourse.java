package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialExecution;
import io.moduli.core.experiment.trial.TrialOutcome;
import io.moduli.core.experiment.trial.TrialProcess;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * Runs trials in this process and shows their progress.
 *
 * @param console shows it
 * @param experiment the experiment's folder
 * @param registry the installed components
 * @param anyway whether to continue a run even if the machine, Java, a library or a plugin differs from the run's own
 * @param attached whether to report the progress on standard output too, to the process that runs the experiment
 */
record TrialCourse(Console console, ExperimentFolder experiment, PluginRegistry registry, boolean anyway,
        boolean attached) {

    TrialCourse {
        registry.problems().forEach(problem -> console.warn(problem.render()));
    }

    /**
     * Runs the trials that another process asks for, one after another, up to the first one that fails.
     *
     * @param asked their numbers
     * @param cancellation may stop the present one
     * @return the status of the last one; finished where none was asked for
     */
    TrialStatus runAsked(AskedTrials asked, Cancellation cancellation)
            throws IOException, BadInputException, InterruptedException {
        for (OptionalInt number = asked.next(); number.isPresent(); number = asked.next()) {
            if (run(number.getAsInt(), cancellation) == TrialStatus.FAILED) {
                return TrialStatus.FAILED;
            }
            // A trial's matrices are foreign memory, which is freed when the objects that stand for it are collected. These
            // are so small that the heap would go without a collection for many trials.
            System.gc();
            console.err().flush();
            console.out().println(TrialProcess.ENDED + number.getAsInt());
            console.out().flush();
        }
        return TrialStatus.FINISHED;
    }

    /**
     * Runs or resumes a trial; one that has ended stays as it is.
     *
     * @param number the trial's number
     * @param cancellation may stop it
     * @return its status
     */
    TrialStatus run(int number, Cancellation cancellation)
            throws IOException, BadInputException, InterruptedException {
        console.err().println("trial %d: %s".formatted(number, experiment.describe(number)));
        TrialExecution execution = new TrialExecution(
                experiment.trial(number), new PipelineLoader(registry, console.workingFolder()), anyway);
        AttachedTrial told = new AttachedTrial(console.out());
        TrialOutcome outcome;
        try (Progress progress = Progress.on(console)) {
            outcome = execution.execute(
                    pipeline -> attached ? told.with(progress, pipeline) : progress, cancellation);
        }
        if (outcome.status() == TrialStatus.FAILED) {
            console.complain("moduli: trial %d failed: %s".formatted(number, outcome.reason()));
        }
        return outcome.status();
    }
}
