package io.moduli.core.experiment.report;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.run.MetricsHistory;
import io.moduli.core.run.RunDirectory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the learning curves of trials' runs, and remembers which of them could not be read and why. */
final class RunCurves {

    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    /** @param folder the experiment's */
    RunCurves(Path folder) {
        this.folder = folder;
    }

    /** The history of a run so far; empty if it did nothing or its file cannot be read. */
    Optional<MetricsHistory> of(TrialResult trial) {
        if (trial.run().isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve(trial.run()).resolve(RunDirectory.METRICS);
        try {
            return Optional.of(MetricsHistory.read(file));
        } catch (NoSuchFileException absent) {
            problems.add("trial %d: there is no %s".formatted(trial.number(), folder.relativize(file)));
        } catch (IOException | BadInputException unreadable) {
            problems.add("trial %d: %s".formatted(trial.number(), unreadable.getMessage()));
        }
        return Optional.empty();
    }

    /** What could not be read, a line each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The quantity that is shown for each epoch of training: a loss or a validated metric. */
    enum Number {
        /** The mean loss of the epoch's batches. */
        TRAINING_LOSS("training loss"),
        /** The loss on validation data. */
        VALIDATION_LOSS("validation loss"),
        /** The metric that decides which network is best. */
        VALIDATION_METRIC("validation metric");

        private final String label;

        Number(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /** Its value; NaN if it was not computed. */
        double of(EpochReport epoch) {
            return switch (this) {
                case TRAINING_LOSS -> epoch.loss();
                case VALIDATION_LOSS -> epoch.validationLoss().orElse(Double.NaN);
                case VALIDATION_METRIC -> epoch.validationMetric().map(metric -> metric.value()).orElse(Double.NaN);
            };
        }
    }

    /** The name of a stage, from any run that completed it. */
    static String stageName(List<MetricsHistory> runs, int stage) {
        return runs.stream().flatMap(run -> run.stages().stream()).filter(report -> report.number() == stage)
                .map(StageReport::name).findFirst().orElse("stage " + stage);
    }
}
