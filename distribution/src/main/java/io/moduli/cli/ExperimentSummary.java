package io.moduli.cli;

import io.moduli.core.experiment.report.ExperimentReport;
import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes an experiment's report, and summarizes the outcomes of its trials. */
record ExperimentSummary(Console console) {

    /** Longer tables are left to a pager. */
    private static final int MOST_LINES = 150;

    /** Writes the report and prints its tables, unless they are long. */
    void report(ExperimentResults results, Path folder) throws IOException {
        ExperimentReport.write(folder, results);
        String tables = ExperimentReport.text(results);
        if (tables.lines().count() <= MOST_LINES) {
            console.out().println(tables);
        }
    }

    /** How many trials have ended, well or not. */
    static long ended(ExperimentResults results) {
        return results.trials().stream().filter(trial -> trial.status() != TrialStatus.UNFINISHED).count();
    }

    /**
     * Writes the report and prints a summary.
     *
     * @param folder the experiment's folder
     * @param shown the same, as people would type it
     * @return the exit status: failed if a trial has failed
     */
    int conclude(ExperimentResults results, Path folder, Path shown) throws IOException {
        report(results, folder);
        List<TrialResult> failed = results.trials().stream()
                .filter(trial -> trial.status() == TrialStatus.FAILED).toList();
        long finished = ended(results) - failed.size();
        console.out().println("%d of %s finished, %d failed".formatted(
                finished, ExperimentProgress.counted(results.trials().size(), "trial"), failed.size()));
        failed.forEach(trial -> console.out().println("  trial %d (%s): %s".formatted(
                trial.number(), String.join(", ", trial.labels()), trial.reason())));
        console.out().println("The experiment is in %s; %s shows it".formatted(
                shown, shown.resolve(ExperimentReport.PAGE)));
        return failed.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}
