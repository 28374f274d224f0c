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

/** Reads how training went in runs of trials, and remembers which of them could not be read and why. */
final class RunCurves {

    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    /** @param folder the experiment's */
    RunCurves(Path folder) {
        this.folder = folder;
    }

    /** What a run did, as far as it came; empty where it did nothing or its file cannot be read. */
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

    /** The number that is looked at after each epoch of training: loss, or what was validated. */
    enum Number {
        /** The mean loss of the epoch's batches. */
        TRAINING_LOSS("training loss"),
        /** The loss on validation data. */
        VALIDATION_LOSS("validation loss"),
        /** The metric that the best network is told by. */
        VALIDATION_METRIC("validation metric");

        private final String label;

        Number(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /** Its value; not-a-number where it was not looked at. */
        double of(EpochReport epoch) {
            return switch (this) {
                case TRAINING_LOSS -> epoch.loss();
                case VALIDATION_LOSS -> epoch.validationLoss().orElse(Double.NaN);
                case VALIDATION_METRIC -> epoch.validationMetric().map(metric -> metric.value()).orElse(Double.NaN);
            };
        }
    }

    /** What a stage is called in some run that did it. */
    static String stageName(List<MetricsHistory> runs, int stage) {
        return runs.stream().flatMap(run -> run.stages().stream()).filter(report -> report.number() == stage)
                .map(StageReport::name).findFirst().orElse("stage " + stage);
    }
}
