package io.moduli.core.experiment.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.api.task.FittedState;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.files.FolderLock;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.loading.PipelineLoading;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.DivergedException;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import io.moduli.core.run.PipelineRun;
import io.moduli.core.run.RunDirectory;
import io.moduli.core.run.RunResumption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs or resumes a trial in this process, and stores its outcome in its folder. */
public final class TrialExecution {

    private static final String LOCK = "lock";
    private static final int SECONDS_TO_WAIT = 60;

    private final TrialFolder folder;
    private final PipelineLoader loader;
    private final boolean anyway;

    /**
     * @param folder the trial's
     * @param loader reads its pipeline
     * @param anyway whether to continue a run even if the machine, Java, a library or a plugin differs from the run's own
     */
    public TrialExecution(TrialFolder folder, PipelineLoader loader, boolean anyway) {
        this.folder = folder;
        this.loader = loader;
        this.anyway = anyway;
    }

    /** Creates the listener of a run, once its pipeline is known. */
    @FunctionalInterface
    public interface Listening {

        /** A listener for a run of a pipeline. */
        PipelineListener to(PipelineSettings pipeline);
    }

    /**
     * Runs it, unless it has ended before.
     *
     * @param listening creates the listener of the run
     * @param cancellation may stop it
     * @return its outcome
     * @throws BadInputException if it cannot be run on this machine, or not now; this is not an outcome
     * @throws InterruptedRunException if it was asked to stop
     * @throws IOException if the outcome cannot be written
     */
    public TrialOutcome execute(Listening listening, Cancellation cancellation)
            throws IOException, BadInputException, InterruptedException {
        if (!Files.isRegularFile(folder.pipeline())) {
            throw new BadInputException(
                    "%s: there is no such file; \"moduli experiment run\" of the experiment's file makes it again"
                            .formatted(folder.pipeline()));
        }
        try (FolderLock _ = lock()) {
            Optional<TrialOutcome> before = folder.outcome();
            if (before.isPresent()) {
                return before.get();
            }
            TrialOutcome outcome = outcome(listening, cancellation);
            folder.end(outcome);
            return outcome;
        }
    }

    /** A process that ran it before and was asked to stop may not have stopped yet. */
    private FolderLock lock() throws IOException, BadInputException, InterruptedException {
        for (int second = 0; second < SECONDS_TO_WAIT; second++) {
            Optional<FolderLock> lock = FolderLock.take(folder.path(), LOCK);
            if (lock.isPresent()) {
                return lock.get();
            }
            Thread.sleep(1000);
        }
        throw new BadInputException("%s: another process is running the trial".formatted(folder.path()));
    }

    private TrialOutcome outcome(Listening listening, Cancellation cancellation)
            throws IOException, BadInputException {
        try {
            run(listening, cancellation);
            return folder.summary().map(TrialOutcome::ofSummary)
                    .orElseGet(() -> TrialOutcome.failed("the run has no summary"));
        } catch (InterruptedRunException interrupted) {
            throw interrupted;
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError failed) {
            String reason = reason(failed);
            return folder.summary().map(TrialOutcome::ofSummary).map(outcome -> outcome.failing(reason))
                    .orElseGet(() -> TrialOutcome.failed(reason));
        }
    }

    private static String reason(Throwable failed) {
        String message = String.valueOf(failed.getMessage()).lines().map(String::strip)
                .reduce((one, other) -> one + "; " + other).orElse("");
        return switch (failed) {
            case OutOfMemoryError _ -> "out of memory: " + message;
            case IOException _ -> "reading or writing failed: " + message;
            case DivergedException _ -> message;
            default -> failed.getClass().getSimpleName() + ": " + message;
        };
    }

    private void run(Listening listening, Cancellation cancellation) throws IOException, BadInputException {
        Path run = folder.run();
        if (!Files.isRegularFile(run.resolve(RunDirectory.PIPELINE))) {
            begin(listening, cancellation);
            return;
        }
        LoadedPipeline own = load(run.resolve(RunDirectory.PIPELINE), List.of(), Optional.empty());
        List<String> longer = longer(own);
        if (isDone(own) && longer.isEmpty()) {
            return;
        }
        if (!own.settings().checkpoint().enabled()) {
            begin(listening, cancellation);
            return;
        }
        try (RunResumption resumption = RunResumption.open(run)) {
            LoadedPipeline before = load(run.resolve(RunDirectory.PIPELINE), List.of(), resumption.fitted());
            LoadedPipeline changed = longer.isEmpty()
                    ? before
                    : load(run.resolve(RunDirectory.PIPELINE), longer, resumption.fitted());
            PipelineRun rest = resumption.prepare(before, changed, longer, anyway);
            PipelineListener listener = listening.to(changed.settings());
            resumption.warnings().forEach(listener::warned);
            rest.execute(listener, cancellation);
        }
    }

    /** Starts from the beginning: nothing of the earlier run can be used. */
    private void begin(Listening listening, Cancellation cancellation) throws IOException, BadInputException {
        folder.removeRun();
        LoadedPipeline whole = load(folder.pipeline(), List.of(), Optional.empty());
        List<String> shorter = longer(whole);
        LoadedPipeline pipeline = shorter.isEmpty() ? whole : load(folder.pipeline(), shorter, Optional.empty());
        PipelineRun.prepare(pipeline, Optional.of(folder.run()))
                .execute(listening.to(pipeline.settings()), cancellation);
    }

    private boolean isDone(LoadedPipeline own) throws IOException {
        boolean reported = !own.settings().report().enabled()
                || Files.isRegularFile(folder.run().resolve(RunDirectory.REPORT));
        return reported && folder.summary().map(summary -> summary.path("outcome")).map(JsonNode::asText)
                .filter("done"::equals).isPresent();
    }

    /** The overrides that give a pipeline the number of epochs that the trial must currently reach; none if it has them. */
    private List<String> longer(LoadedPipeline pipeline) throws IOException {
        OptionalInt epochs = folder.epochs();
        List<StageSettings> stages = pipeline.settings().stages();
        for (int index = stages.size() - 1; index >= 0 && epochs.isPresent(); index--) {
            if (stages.get(index) instanceof StageSettings.Training training) {
                return training.epochs() == epochs.getAsInt()
                        ? List.of()
                        : List.of("stages.%d.epochs=%d".formatted(index, epochs.getAsInt()));
            }
        }
        return List.of();
    }

    private LoadedPipeline load(Path file, List<String> overrides, Optional<FittedState> fitted)
            throws BadInputException {
        ConfigurationSource source = ConfigurationSource.file(file);
        PipelineLoading loading = fitted.isPresent()
                ? loader.load(source, overrides, fitted.get())
                : loader.load(source, overrides);
        return loading.orElseThrow();
    }
}
