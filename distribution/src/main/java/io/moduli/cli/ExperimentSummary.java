package io.moduli.cli;

import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import java.nio.file.Path;
import java.util.List;

/** Says what became of an experiment's trials. */
record ExperimentSummary(Console console) {

    /** How many trials have ended, well or not. */
    static long ended(ExperimentResults results) {
        return results.trials().stream().filter(trial -> trial.status() != TrialStatus.UNFINISHED).count();
    }

    /**
     * Prints it.
     *
     * @param folder where everything is, as people would type it
     * @return the exit status: failed where a trial has failed
     */
    int print(ExperimentResults results, Path folder) {
        List<TrialResult> failed = results.trials().stream()
                .filter(trial -> trial.status() == TrialStatus.FAILED).toList();
        long finished = ended(results) - failed.size();
        console.out().println("%d of %s finished, %d failed".formatted(
                finished, ExperimentProgress.counted(results.trials().size(), "trial"), failed.size()));
        failed.forEach(trial -> console.out().println("  trial %d (%s): %s".formatted(
                trial.number(), String.join(", ", trial.labels()), trial.reason())));
        console.out().println("The experiment is in " + folder);
        return failed.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}
