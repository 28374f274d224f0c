package io.moduli.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.OpenTask;
import io.moduli.core.checkpoint.CheckpointFolder;
import io.moduli.core.checkpoint.RunPosition;
import io.moduli.core.checkpoint.StoredCheckpoint;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.files.FolderLock;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.run.PipelineRun.Resumption;
import io.moduli.core.state.UnfitStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that will be resumed. Nothing else writes to its directory as long as this is open; until the prepared run is
 * executed, nothing in it changes.
 */
public final class RunResumption implements AutoCloseable {

    private final Path directory;
    /** Empty if the run has no checkpoints. */
    private final Optional<FolderLock> lock;
    private final Optional<StoredCheckpoint> checkpoint;
    private final List<String> warnings;

    private RunResumption(
            Path directory, Optional<FolderLock> lock, Optional<StoredCheckpoint> checkpoint, List<String> warnings) {
        this.directory = directory;
        this.lock = lock;
        this.checkpoint = checkpoint;
        this.warnings = warnings;
    }

    /**
     * Finds the state that a run can be resumed from.
     *
     * @param directory the run's directory
     * @throws BadInputException if the run is still running, or there is no intact checkpoint
     * @throws IOException if a file cannot be read
     */
    public static RunResumption open(Path directory) throws IOException, BadInputException {
        if (!Files.isDirectory(directory.resolve(RunDirectory.CHECKPOINTS))) {
            return new RunResumption(directory, Optional.empty(), Optional.empty(), new ArrayList<>());
        }
        FolderLock lock = RunDirectory.lock(directory).orElseThrow(() -> new BadInputException(
                "%s: the run is still running, or being resumed, in another process".formatted(directory)));
        try {
            List<String> damaged = new ArrayList<>();
            Optional<StoredCheckpoint> checkpoint = CheckpointFolder.newest(
                    directory.resolve(RunDirectory.CHECKPOINTS), damaged);
            List<String> warnings = new ArrayList<>();
            checkpoint.ifPresent(whole -> damaged.forEach(fault -> warnings.add(
                    "%s; continuing from %s".formatted(fault, directory.relativize(whole.folder())))));
            return new RunResumption(directory, Optional.of(lock), checkpoint, warnings);
        } catch (IOException | BadInputException | RuntimeException unreadable) {
            lock.close();
            throw unreadable;
        }
    }

    /**
     * The fitted state of its task.
     *
     * @return empty if there is no checkpoint, so that its task is fitted again
     */
    public Optional<FittedState> fitted() throws IOException, BadInputException {
        return checkpoint.isPresent() ? Optional.of(FittedFiles.read(directory)) : Optional.empty();
    }

    /**
     * Prepares the rest of the run.
     *
     * @param own the run's own pipeline, loaded with the task's {@linkplain #fitted fitted state}
     * @param changed the same with overrides, or the same
     * @param overrides the overrides, for the provenance
     * @param anyway whether to accept a machine, Java, library or plugin that differs from the run's own
     * @throws BadInputException if the run cannot be resumed like this; the message has a line for each reason
     */
    public PipelineRun prepare(LoadedPipeline own, LoadedPipeline changed, List<String> overrides, boolean anyway)
            throws IOException, BadInputException {
        try {
            return prepared(own, changed, overrides, anyway);
        } catch (UnfitStateException unfit) {
            throw new BadInputException("%s: %s".formatted(directory, unfit.getMessage()), unfit);
        }
    }

    private PipelineRun prepared(LoadedPipeline own, LoadedPipeline changed, List<String> overrides, boolean anyway)
            throws IOException, BadInputException {
        RunPosition position = checkpoint.isPresent() ? checkpoint.get().position() : new RunPosition(1, false, 0, 0);
        ResumedSettings settings = new ResumedSettings(own, changed, position);
        requireSomethingToDo(settings);
        requireAnyCheckpoint(own);
        List<String> refusals = settings.refusals();
        if (!refusals.isEmpty()) {
            throw new BadInputException(String.join(System.lineSeparator(), refusals.stream()
                    .map(refusal -> "%s: cannot be changed: -o %s".formatted(directory, refusal)).toList()));
        }
        warnings.addAll(settings.warnings());
        String provenance = provenance(own, changed, position, overrides, anyway);
        PipelineSettings components = changed.components(Optional.of(directory));
        MetricsHistory history = new MetricsHistory(List.of(), List.of(), List.of());
        if (checkpoint.isPresent()) {
            requireSameRun(checkpoint.get(), own, changed, components);
            history = MetricsHistory.read(
                    directory.resolve(RunDirectory.METRICS), checkpoint.get().metricsBytes());
        }
        String configuration = overrides.isEmpty()
                ? Files.readString(directory.resolve(RunDirectory.PIPELINE))
                : changed.effective().render();
        return new PipelineRun(
                changed, components, RunDirectory.existing(directory),
                Optional.of(new Resumption(checkpoint, history, configuration, provenance)));
    }

    private void requireSomethingToDo(ResumedSettings settings) throws IOException, BadInputException {
        Path summary = directory.resolve(RunDirectory.SUMMARY);
        // The report comes last of all.
        boolean reported = !settings.own().settings().report().enabled()
                || Files.isRegularFile(directory.resolve(RunDirectory.REPORT));
        if (Files.isRegularFile(summary) && json(summary).path("outcome").asText().equals("done") && reported
                && !settings.changesStages()) {
            throw new BadInputException(
                    ("%s: the run is done; it can be lengthened by -o stages.N.epochs=M for the last "
                            + "stage that trains, counted from 0, or by -o 'stages+={ type = train, epochs = M }'")
                            .formatted(directory));
        }
    }

    /** A run that ended before its first checkpoint can start again; one without checkpoints has lost its work. */
    private void requireAnyCheckpoint(LoadedPipeline own) throws BadInputException {
        if (checkpoint.isPresent()) {
            return;
        }
        if (!own.settings().checkpoint().enabled()) {
            throw new BadInputException(
                    "%s: there is no checkpoint: the run's pipeline has checkpoint.enabled = false"
                            .formatted(directory));
        }
        if (!Files.isDirectory(directory.resolve(RunDirectory.CHECKPOINTS))) {
            throw new BadInputException(
                    "%s: there is no checkpoint: the run was made without checkpoints, or not by Moduli; run its %s again"
                            .formatted(directory, RunDirectory.PIPELINE));
        }
        warnings.add("the run has no checkpoint yet, so it starts from the beginning");
    }

    private static void requireSameRun(
            StoredCheckpoint kept, LoadedPipeline own, LoadedPipeline changed, PipelineSettings components)
            throws IOException, BadInputException {
        Optional<String> other = RunIdentity.differs(kept, own.effective());
        if (other.isEmpty()) {
            try (OpenTask task = changed.open(components)) {
                other = RunIdentity.differs(kept, task);
            }
        }
        if (other.isPresent()) {
            throw new BadInputException(other.get());
        }
    }

    /** A number of threads set by an override is not a difference that must be reported. */
    private String provenance(
            LoadedPipeline own, LoadedPipeline changed, RunPosition position, List<String> overrides, boolean anyway)
            throws IOException, BadInputException {
        Path file = directory.resolve(RunDirectory.PROVENANCE);
        ObjectNode now = Provenance.now(changed.registry(), own.settings().engine().threadCount(), Instant.now());
        if (!Files.isRegularFile(file) || !(json(file) instanceof ObjectNode before)) {
            return Provenance.toJson(now);
        }
        List<String> differences = Provenance.differences(latest(before), now);
        if (!differences.isEmpty() && !anyway) {
            List<String> lines = new ArrayList<>(differences);
            lines.add("so the result would not have the same bytes; --anyway continues nevertheless");
            throw new BadInputException(String.join(
                    System.lineSeparator(), lines.stream().map(line -> directory + ": " + line).toList()));
        }
        differences.forEach(difference -> warnings.add("continuing nevertheless: " + difference));
        now.put("threads", changed.settings().engine().threadCount());
        now.put("from", position.inWords());
        overrides.forEach(now.putArray("overrides")::add);
        before.withArray("/resumed").add(now);
        return Provenance.toJson(before);
    }

    /** The provenance of the last process that wrote to the run. */
    private static JsonNode latest(ObjectNode provenance) {
        JsonNode resumed = provenance.path("resumed");
        return resumed.isEmpty() ? provenance : resumed.get(resumed.size() - 1);
    }

    private static JsonNode json(Path file) throws IOException, BadInputException {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException malformed) {
            throw new BadInputException("%s: not JSON: %s".formatted(file, malformed.getOriginalMessage()), malformed);
        }
    }

    /** The messages for the user so far. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The position at which the run is resumed, in words; empty if it starts from the beginning. */
    public Optional<String> position() {
        return checkpoint.map(kept -> kept.position().inWords());
    }

    @Override
    public void close() throws IOException {
        if (checkpoint.isPresent()) {
            checkpoint.get().close();
        }
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
