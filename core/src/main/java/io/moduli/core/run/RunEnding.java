package io.moduli.core.run;

import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.model.NetworkDescription;
import io.moduli.core.pipeline.DivergedException;
import io.moduli.core.pipeline.Pipeline;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.Sparsity;
import io.moduli.core.pipeline.StageSettings;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.pruning.BrokenPrunerException;
import io.moduli.core.run.RunSummary.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes the final state of a run to its directory, however the run ends: the network, under the name determined by its
 * last stage, the summary and the report.
 */
final class RunEnding {

    private final PipelineSettings settings;
    private final RunDirectory directory;
    private final Reporting reporting;
    private final MetricMeanings meanings;
    private final String cell;
    private Optional<Pipeline> running = Optional.empty();
    private String file = RunDirectory.MODEL;
    private int tickets;
    /** Whether the network has been stored, or could not be. */
    private boolean ended;

    /**
     * @param meanings the definitions of the task's metrics
     * @param cell the network's cell with its settings, in JSON
     */
    RunEnding(
            PipelineSettings settings, RunDirectory directory, Reporting reporting, MetricMeanings meanings,
            String cell) {
        this.settings = settings;
        this.directory = directory;
        this.reporting = reporting;
        this.meanings = meanings;
        this.cell = cell;
    }

    /** Says whose network it is. */
    void follow(Pipeline pipeline) {
        running = Optional.of(pipeline);
    }

    /** Stores the network as the best of a stage so far. */
    void improved(int stage) throws IOException {
        int number = (int) settings.stages().stream().limit(stage)
                .filter(one -> one instanceof StageSettings.Training training && training.keepsBest()).count();
        save(RunDirectory.best(number));
    }

    /**
     * Continues a resumed run: the networks that its lottery-ticket stages have overwritten are already stored and
     * portrayed.
     *
     * @param stagesBegun how many stages have begun
     */
    void goOn(int stagesBegun) {
        tickets = (int) settings.stages().stream().limit(stagesBegun)
                .filter(StageSettings.LotteryTicket.class::isInstance).count();
        file = fileAfter(tickets);
    }

    /** The name under which the network is stored after some lottery-ticket stages. */
    static String fileAfter(int tickets) {
        return tickets == 0 ? RunDirectory.MODEL : RunDirectory.lotteryTicket(tickets);
    }

    /** Stores and portrays what a lottery-ticket stage is about to overwrite. */
    void beforeStage(StageStart stage) throws IOException {
        if (running.isPresent()
                && settings.stages().get(stage.number() - 1) instanceof StageSettings.LotteryTicket) {
            save();
            reporting.portrayBefore(stage, running.get(), file);
            file = fileAfter(++tickets);
        }
    }

    /**
     * Ends a run that finished, or was asked to stop.
     *
     * @throws IOException if a file cannot be written
     */
    RunSummary complete(Outcome outcome, RecordingListener recording) throws IOException {
        ended = true;
        save();
        return summarize(outcome, recording, Optional.empty());
    }

    /**
     * Ends a run that failed. Further failures are {@linkplain Throwable#addSuppressed added} to the first one, and
     * keep nothing else from being written. The network of a diverged run is that before the update that could not be
     * made; it is useless, and not stored, if its values or points are not finite.
     *
     * @param thrown the first failure
     */
    void fail(Throwable thrown, RecordingListener recording) {
        // A run throws the cause.
        Throwable failure = thrown instanceof UncheckedIOException && thrown.getCause() instanceof IOException cause
                ? cause
                : thrown;
        // Otherwise an interrupted thread would close the channels that it writes to.
        boolean interrupted = Thread.interrupted();
        leave(failure, recording);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave(Throwable failure, RecordingListener recording) {
        boolean diverged = failure instanceof DivergedException;
        if (!ended && (!diverged || isFinite())) {
            attempt(this::save, failure);
        }
        boolean explained = diverged || failure instanceof BrokenPrunerException;
        String problem = explained ? String.valueOf(failure.getMessage()) : failure.toString();
        attempt(
                () -> summarize(diverged ? Outcome.DIVERGED : Outcome.FAILED, recording, Optional.of(problem)),
                failure);
    }

    private boolean isFinite() {
        return running.stream()
                .allMatch(pipeline -> pipeline.network().isFinite() && isFinite(pipeline.geometries()));
    }

    private static boolean isFinite(LayerGeometries geometries) {
        return IntStream.range(0, geometries.layers())
                .mapToObj(geometries::ofLayer)
                .flatMap(Optional::stream)
                .flatMap(points -> points.state().stream())
                .flatMapToDouble(state -> Arrays.stream(state.values()))
                .allMatch(Double::isFinite);
    }

    private void save() throws IOException {
        save(file);
    }

    private void save(String name) throws IOException {
        if (running.isPresent()) {
            Pipeline pipeline = running.get();
            ModelFile.write(
                    directory, name, pipeline,
                    NetworkDescription.of(cell, pipeline.network().plan().task()));
        }
    }

    private RunSummary summarize(Outcome outcome, RecordingListener recording, Optional<String> problem)
            throws IOException {
        RunSummary summary = summary(outcome, recording);
        directory.write(RunDirectory.SUMMARY, summary.toJson());
        if (running.isPresent()) {
            reporting.report(running.get(), file, summary, problem, recording);
        }
        return summary;
    }

    /** If the network could not even be created, there is nothing to report about its weights. */
    private RunSummary summary(Outcome outcome, RecordingListener recording) {
        return running.isPresent()
                ? RunSummary.of(settings, outcome, recording.stages(), meanings, running.get().network())
                : new RunSummary(
                        settings.name(), outcome, recording.stages(), meanings, new Sparsity(0, Map.of()),
                        Optional.empty(),
                        Map.of(), 0,
                        settings.seed());
    }

    private static void attempt(Attempt attempt, Throwable failure) {
        try {
            attempt.make();
        } catch (IOException | RuntimeException | Error besides) {
            // A plugin may throw the same object again, and an exception cannot be added to itself.
            if (besides != failure) {
                failure.addSuppressed(besides);
            }
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws IOException;
    }
}
