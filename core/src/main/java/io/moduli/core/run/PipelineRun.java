package io.moduli.core.run;

import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import io.moduli.api.task.OpenTask;
import io.moduli.core.checkpoint.CheckpointFolder;
import io.moduli.core.checkpoint.Checkpoints;
import io.moduli.core.checkpoint.RunPosition;
import io.moduli.core.checkpoint.StoredCheckpoint;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.DivergedException;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.pipeline.Pipeline;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.PipelineModule;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.pruning.BrokenPrunerException;
import io.moduli.core.run.RunSummary.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Executes a pipeline in its own directory.
 *
 * <p>The trained network is stored as {@link RunDirectory#MODEL}. If a lottery-ticket stage draws fresh weights, the
 * network is stored before they are drawn, and the network trained by this and the following stages is stored as
 * {@link RunDirectory#lotteryTicket}; the report shows each of these networks.
 *
 * <p>However a run ends, normally, interrupted, diverged, or because a plugin or a file failed, it leaves the network
 * in its final state and a summary of the completed stages. The network of a diverged run has the parameters from
 * before the update that could not be made, and is omitted if these, or learned points, are not all finite. The
 * {@linkplain io.moduli.core.report.Report report} is written last of all, so that nothing is lost if it fails. A
 * second failure, while all this is written, is {@linkplain Throwable#getSuppressed suppressed} by the first.
 */
public final class PipelineRun {

    private final LoadedPipeline pipeline;
    private final PipelineSettings settings;
    private final RunDirectory directory;
    private final Optional<Resumption> resumption;

    PipelineRun(
            LoadedPipeline pipeline, PipelineSettings settings, RunDirectory directory,
            Optional<Resumption> resumption) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.directory = directory;
        this.resumption = resumption;
    }

    /**
     * The state that a run is resumed from.
     *
     * @param checkpoint its last checkpoint; empty if there is none, so that it starts again
     * @param history its history at that moment
     * @param configuration the effective configuration, as it will be stored in the directory
     * @param provenance the software and machines of the run, before and after it was resumed
     */
    record Resumption(
            Optional<StoredCheckpoint> checkpoint, MetricsHistory history, String configuration,
            String provenance) {

        long metricsBytes() {
            return checkpoint.map(StoredCheckpoint::metricsBytes).orElse(0L);
        }
    }

    /**
     * Prepares a run. A pipeline may be prepared any number of times.
     *
     * @param out its directory, empty or absent; by default the first of {@code runs/name}, {@code runs/name-2} … that
     *     does not exist
     * @throws BadInputException if the directory cannot be used
     */
    public static PipelineRun prepare(LoadedPipeline pipeline, Optional<Path> out) throws BadInputException {
        RunDirectory directory = out.isPresent()
                ? RunDirectory.create(out.get())
                : RunDirectory.createUnused(Path.of("runs"), pipeline.settings().name());
        return new PipelineRun(
                pipeline, pipeline.components(Optional.of(directory.path())), directory, Optional.empty());
    }

    /** Where the run's files are. */
    public RunDirectory directory() {
        return directory;
    }

    /**
     * Runs all stages and writes the run's files; it cannot be stopped. To stop a run, use a {@link Cancellation}.
     *
     * @see #execute(PipelineListener, Cancellation)
     */
    public RunSummary execute(PipelineListener listener) throws IOException {
        return execute(listener, new Cancellation());
    }

    /**
     * Runs all stages and writes the run's files.
     *
     * @param listener is informed of what happens, by this thread
     * @param cancellation may stop the run
     * @throws DivergedException if training or an evaluation resulted in a number that is not finite
     * @throws BrokenPrunerException if the pruner broke its contract
     * @throws InterruptedRunException if it was asked to stop
     * @throws IOException if a file cannot be written, for example because the disk is full
     * @throws RuntimeException what a plugin or the listener threw
     */
    public RunSummary execute(PipelineListener listener, Cancellation cancellation) throws IOException {
        try {
            return resumption.isPresent() ? resume(listener, cancellation, resumption.get())
                    : begin(listener, cancellation);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private RunSummary begin(PipelineListener listener, Cancellation cancellation) throws IOException {
        String provenance = Provenance.toJson(
                Provenance.now(pipeline.registry(), settings.engine().threadCount(), Instant.now()));
        String configuration = pipeline.effective().render();
        try (MetricsLog log = new MetricsLog(directory.file(RunDirectory.METRICS)); Closeable _ = lock()) {
            directory.write(RunDirectory.PIPELINE, configuration);
            directory.write(RunDirectory.PROVENANCE, provenance);
            return execute(listener, cancellation, log, configuration, provenance);
        }
    }

    /** A run without checkpoints cannot be resumed. */
    private Closeable lock() throws IOException {
        if (!settings.checkpoint().enabled()) {
            return () -> {};
        }
        return RunDirectory.lock(directory.path()).orElseThrow(
                () -> new IOException(directory.path() + " is being resumed already"));
    }

    /** Whoever prepared it has the lock. */
    private RunSummary resume(PipelineListener listener, Cancellation cancellation, Resumption before)
            throws IOException {
        Files.deleteIfExists(directory.file(RunDirectory.SUMMARY));
        if (before.checkpoint().isPresent()) {
            CheckpointFolder.discardAfter(before.checkpoint().get());
        }
        directory.write(RunDirectory.PIPELINE, before.configuration());
        directory.write(RunDirectory.PROVENANCE, before.provenance());
        try (MetricsLog log = MetricsLog.after(directory.file(RunDirectory.METRICS), before.metricsBytes())) {
            return execute(listener, cancellation, log, before.configuration(), before.provenance());
        }
    }

    private RunSummary execute(
            PipelineListener listener, Cancellation cancellation, MetricsLog log, String configuration,
            String provenance) throws IOException {
        Optional<StoredCheckpoint> checkpoint = resumption.flatMap(Resumption::checkpoint);
        try (OpenTask task = pipeline.open(settings);
                Team team = new Team(settings.engine().threadCount())) {
            FittedFiles.write(directory, task.fitted());
            Reporting reporting = new Reporting(
                    settings, configuration, directory, task, pipeline.metrics(), provenance);
            RunEnding ending = new RunEnding(
                    settings, directory, reporting, pipeline.metrics(), pipeline.effective().json("network.cell"));
            RecordingListener recording = new RecordingListener(
                    log, listener, ending::beforeStage, ending::improved);
            CheckpointFolder checkpoints = new CheckpointFolder(
                    directory.file(RunDirectory.CHECKPOINTS), settings.checkpoint(),
                    new RunIdentity(pipeline.effective(), task)::after, log::bytes, checkpoint);
            try (checkpoints) {
                if (checkpoint.isPresent()) {
                    ending.goOn(checkpoint.get().position().stagesBegun());
                    portrayStored(reporting, checkpoint.get().position(), task, team);
                }
                Pipeline running = wired(
                        pipeline.module(settings, task, team, recording, cancellation, checkpoints));
                checkpoint.ifPresent(kept -> recording.goOn(
                        starts(running, kept.position()), resumption.orElseThrow().history()));
                ending.follow(running);
                return run(running, ending, recording);
            } catch (InterruptedRunException interrupted) {
                throw interrupted;
            } catch (IOException | RuntimeException | Error failed) {
                ending.fail(failed, recording);
                throw failed;
            }
        }
    }

    /** The starts of the completed stages. */
    private static List<StageStart> starts(Pipeline running, RunPosition position) {
        return IntStream.range(1, position.stage()).mapToObj(running::start).toList();
    }

    /** Portrays the networks that lottery-ticket stages had overwritten before the run was resumed, from their files. */
    private void portrayStored(Reporting reporting, RunPosition position, OpenTask task, Team team)
            throws IOException {
        int tickets = 0;
        for (int number = 1; number <= position.stagesBegun() && settings.report().enabled(); number++) {
            if (settings.stages().get(number - 1) instanceof StageSettings.LotteryTicket) {
                Pipeline stored = wired(pipeline.module(
                        settings, task, team, new PipelineListener() {}, new Cancellation(), Checkpoints.NONE));
                String file = RunEnding.fileAfter(tickets++);
                try {
                    ModelFile.read(directory.file(file), stored);
                } catch (BadInputException unreadable) {
                    throw new IOException(unreadable.getMessage(), unreadable);
                }
                reporting.portrayBefore(stored.start(number), stored, file);
            }
        }
    }

    private Pipeline wired(PipelineModule module) {
        try {
            return pipeline.registry().injector(module).getInstance(Pipeline.class);
        } catch (ProvisionException failed) {
            throw unwrapped(failed);
        }
    }

    private static RunSummary run(Pipeline running, RunEnding ending, RecordingListener recording) throws IOException {
        try {
            running.run();
        } catch (InterruptedRunException interrupted) {
            ending.complete(Outcome.INTERRUPTED, recording);
            throw interrupted;
        }
        return ending.complete(Outcome.DONE, recording);
    }

    /** The exception of an object's constructor; Guice names no cause if several objects failed because of it. */
    static RuntimeException unwrapped(ProvisionException failed) {
        for (Message message : failed.getErrorMessages()) {
            if (message.getCause() instanceof Error error) {
                throw error;
            }
            if (message.getCause() instanceof RuntimeException cause) {
                return cause;
            }
        }
        return failed;
    }
}
