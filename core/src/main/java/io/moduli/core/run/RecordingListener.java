package io.moduli.core.run;

import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.pruning.MaskUpdate;
import io.moduli.core.report.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes events to the metrics file, keeps them for the summary and the report, and passes them on. */
final class RecordingListener implements PipelineListener {

    private final MetricsLog log;
    private final PipelineListener next;
    private final BeforeStage beforeStage;
    private final Improved improved;
    private final List<StageStart> started = new ArrayList<>();
    private final List<EpochReport> epochs = new ArrayList<>();
    private final List<StageReport> stages = new ArrayList<>();
    private final List<MaskUpdate> updates = new ArrayList<>();

    RecordingListener(MetricsLog log, PipelineListener next, BeforeStage beforeStage, Improved improved) {
        this.improved = improved;
        this.log = log;
        this.next = next;
        this.beforeStage = beforeStage;
    }

    /** The stages that are done. */
    List<StageReport> stages() {
        return List.copyOf(stages);
    }

    /** All that happened so far. */
    RunHistory history() {
        return new RunHistory(started, epochs, stages, updates);
    }

    /**
     * Takes over the history from before the run was resumed.
     *
     * @param done the starts of the completed stages
     */
    void goOn(List<StageStart> done, MetricsHistory history) {
        started.addAll(done);
        epochs.addAll(history.epochs());
        stages.addAll(history.stages());
        updates.addAll(history.updates());
    }

    @Override
    public void stageStarted(StageStart stage) {
        started.add(stage);
        if (stage.stepsDone() == 0) {
            try {
                beforeStage.accept(stage);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        next.stageStarted(stage);
    }

    @Override
    public void stepDone(long step, double loss) {
        next.stepDone(step, loss);
    }

    @Override
    public void epochDone(EpochReport epoch) {
        epochs.add(epoch);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "epoch");
        line.put("stage", epoch.stage());
        line.put("epoch", epoch.epoch());
        line.put("step", epoch.step());
        JsonNumbers.put(line, "loss", epoch.loss());
        JsonNumbers.put(line, "penalty", epoch.penalty());
        JsonNumbers.put(line, "gradient_norm", epoch.gradientNorm());
        JsonNumbers.put(line, "learning_rate", epoch.learningRate());
        JsonNumbers.put(line, "sparsity", epoch.sparsity());
        epoch.validationLoss().ifPresent(loss -> JsonNumbers.put(line, "validation_loss", loss));
        epoch.validationMetric().ifPresent(metric -> {
            Map<String, Object> byName = new LinkedHashMap<>();
            JsonNumbers.put(byName, metric.name(), metric.value());
            line.put("validation_metric", byName);
        });
        if (epoch.best()) {
            line.put("best", true);
        }
        line.put("seconds", epoch.seconds());
        JsonNumbers.put(line, "batch_share", epoch.batchShare());
        append(line);
        next.epochDone(epoch);
    }

    @Override
    public void improved(int stage) {
        try {
            improved.accept(stage);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        next.improved(stage);
    }

    @Override
    public void stageDone(StageReport stage) {
        stages.add(stage);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "stage");
        line.put("stage", stage.number());
        line.putAll(RunSummary.stage(stage));
        append(line);
        next.stageDone(stage);
    }

    @Override
    public void stored(String weight, StorageChoice choice) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "format");
        line.put("weight", weight);
        line.putAll(RunSummary.format(choice));
        append(line);
        next.stored(weight, choice);
    }

    @Override
    public void masksChanged(MaskUpdate update) {
        updates.add(update);
        append(MaskUpdateLine.of(update));
        next.masksChanged(update);
    }

    @Override
    public void warned(String message) {
        append(warning(message));
        next.warned(message);
    }

    /**
     * Passes on a warning after the run is over and its files are safe: if it cannot be written to the metrics file,
     * that is reported, too, but the run does not fail.
     */
    void warnedAtTheEnd(String message) {
        next.warned(message);
        try {
            log.append(warning(message));
        } catch (IOException failed) {
            next.warned("the warning before this one could not be written: " + failed.getMessage());
        }
    }

    private static Map<String, ?> warning(String message) {
        return Map.of("event", "warning", "message", message);
    }

    private void append(Map<String, ?> line) {
        try {
            log.append(line);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sets the action for a stage's best network so far. */
    @FunctionalInterface
    interface Improved {
        void accept(int stage) throws IOException;
    }

    /** Sets the action before a stage changes anything. */
    @FunctionalInterface
    interface BeforeStage {
        void accept(StageStart stage) throws IOException;
    }
}
