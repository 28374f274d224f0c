package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.report.page.Head;
import io.moduli.core.report.page.ProvenanceFacts;
import io.moduli.core.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The head of an experiment's page: its question in a line, and when and with which versions its first trial was run. */
final class ExperimentHead {

    private ExperimentHead() {}

    /** @param folder the experiment's, which the runs of the trials are in */
    static Head of(Path folder, ExperimentResults results) throws IOException {
        return new Head(results.name(), question(results), facts(folder, results));
    }

    /** {@code evaluate.error by space and sparsity, with 5 seeds, compared with space = none}. */
    private static String question(ExperimentResults results) {
        String metrics = String.join(", ", results.metrics());
        String axes = results.conditions().stream().map(ResultAxis::name).collect(Collectors.joining(" and "));
        String seeds = results.seeds().map(axis -> axis.values().size())
                .map(count -> count == 1 ? ", with one seed" : ", with %d seeds".formatted(count)).orElse("");
        String baseline = results.baseline().entrySet().stream().map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
        return metrics + (axes.isEmpty() ? "" : " by " + axes) + seeds
                + (baseline.isEmpty() ? "" : ", compared with " + baseline);
    }

    private static List<String> facts(Path folder, ExperimentResults results) throws IOException {
        Optional<TrialResult> first = results.trials().stream()
                .filter(trial -> trial.status() == TrialStatus.FINISHED && !trial.run().isEmpty()).findFirst();
        if (first.isEmpty()) {
            return List.of();
        }
        try {
            return ProvenanceFacts.of(
                    Files.readString(folder.resolve(first.get().run()).resolve(RunDirectory.PROVENANCE)));
        } catch (NoSuchFileException deleted) {
            return List.of();
        }
    }
}
