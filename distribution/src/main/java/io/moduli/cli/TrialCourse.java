package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialExecution;
import io.moduli.core.experiment.trial.TrialOutcome;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;

/**
 * Runs trials in this process and shows their progress.
 *
 * @param console shows it
 * @param registry the installed components
 * @param anyway whether to continue a run even if the machine, Java, a library or a plugin differs from the run's own
 * @param attached whether to report the progress on standard output too, to the process that runs the experiment
 */
record TrialCourse(Console console, PluginRegistry registry, boolean anyway, boolean attached) {

    TrialCourse {
        registry.problems().forEach(problem -> console.warn(problem.render()));
    }

    /**
     * Runs or resumes a trial; one that has ended stays as it is.
     *
     * @param number the trial's number
     * @param cancellation may stop it
     * @return its status
     */
    TrialStatus run(ExperimentFolder experiment, int number, Cancellation cancellation)
            throws IOException, BadInputException {
        console.err().println("trial %d: %s".formatted(number, experiment.describe(number)));
        TrialExecution execution = new TrialExecution(
                experiment.trial(number), new PipelineLoader(registry, console.workingFolder()), anyway);
        AttachedTrial told = new AttachedTrial(console.out());
        TrialOutcome outcome;
        try (Progress progress = Progress.on(console)) {
            outcome = execution.execute(
                    pipeline -> attached ? told.with(progress, pipeline) : progress, cancellation);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException();
        }
        if (outcome.status() == TrialStatus.FAILED) {
            console.complain("moduli: trial %d failed: %s".formatted(number, outcome.reason()));
        }
        return outcome.status();
    }
}
