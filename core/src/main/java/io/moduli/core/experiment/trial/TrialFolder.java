package io.moduli.core.experiment.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.files.Folders;
import io.moduli.core.files.WholeFiles;
import io.moduli.core.run.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The folder of one trial: its pipeline, its run, the messages of its processes, and its outcome.
 *
 * @param path where it is
 */
public record TrialFolder(Path path) {

    /** The trial's pipeline in full, which {@code moduli run} runs as well. */
    public static final String PIPELINE = "pipeline.conf";

    private static final String RUN = "run";
    private static final String OUTCOME = "outcome.json";
    private static final String GOAL = "goal.json";
    private static final String LOG = "log.txt";
    private static final String PROGRESS = "progress";

    /** The pipeline. */
    public Path pipeline() {
        return path.resolve(PIPELINE);
    }

    /** The folder of the run; absent if it was never started. */
    public Path run() {
        return path.resolve(RUN);
    }

    /** The log of the trial's processes. */
    public Path log() {
        return path.resolve(LOG);
    }

    /** Its outcome; empty if it has not ended. */
    public Optional<TrialOutcome> outcome() throws IOException {
        return json(path.resolve(OUTCOME)).map(TrialOutcome::ofJson);
    }

    /** Stores the outcome of a trial that could not store it itself. */
    public void end(TrialOutcome outcome) throws IOException {
        OptionalInt epochs = epochs();
        if (epochs.isPresent()) {
            write(outcomeAt(epochs.getAsInt()), outcome.toJson());
        }
        write(OUTCOME, outcome.toJson());
    }

    /**
     * The number of epochs that the last training stage must currently reach, if trials are compared on the way; empty
     * if the pipeline's own number applies.
     */
    OptionalInt epochs() throws IOException {
        Optional<JsonNode> goal = json(path.resolve(GOAL));
        return goal.isPresent() ? OptionalInt.of(goal.get().path("epochs").asInt()) : OptionalInt.empty();
    }

    /** Whether the trial has reached a number of epochs, or has failed before that. */
    public boolean hasEndedAt(int epochs) throws IOException {
        return Files.isRegularFile(path.resolve(outcomeAt(epochs)))
                || outcome().filter(outcome -> outcome.status() == TrialStatus.FAILED).isPresent();
    }

    /** Lengthens the trial to a number of epochs, if its current goal is lower. */
    public void lengthen(int epochs) throws IOException {
        if (epochs().orElse(0) < epochs) {
            write(GOAL, "{ \"epochs\": %d }%n".formatted(epochs));
            reopen();
        }
    }

    /** A metric of the trial after a number of epochs; NaN if it had failed or had no such metric. */
    public double metricAt(int epochs, String metric) throws IOException {
        Optional<TrialOutcome> then = json(path.resolve(outcomeAt(epochs))).map(TrialOutcome::ofJson);
        return then.isPresent() && then.get().status() == TrialStatus.FINISHED
                ? then.get().metrics().getOrDefault(metric, Double.NaN)
                : Double.NaN;
    }

    private static String outcomeAt(int epochs) {
        return "outcome-after-%d.json".formatted(epochs);
    }

    /** Makes a trial that has ended count as unfinished again. */
    public void reopen() throws IOException {
        if (epochs().isPresent()) {
            Files.deleteIfExists(path.resolve(outcomeAt(epochs().getAsInt())));
        }
        Files.deleteIfExists(path.resolve(OUTCOME));
    }

    void writePipeline(String text) throws IOException {
        write(PIPELINE, text);
    }

    private void write(String name, String text) throws IOException {
        WholeFiles.write(path.resolve(name), output -> output.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The progress of the trial, from 0 to 1, as last noted by the machine that runs it; empty if there is none. */
    public OptionalDouble progress() {
        Path file = path.resolve(PROGRESS);
        try {
            return Files.isRegularFile(file)
                    ? OptionalDouble.of(Double.parseDouble(Files.readString(file).strip()))
                    : OptionalDouble.empty();
        } catch (IOException | NumberFormatException beingWritten) {
            return OptionalDouble.empty();
        }
    }

    /** The run's summary; empty if there is none. */
    Optional<JsonNode> summary() throws IOException {
        return json(run().resolve(RunDirectory.SUMMARY));
    }

    /** Removes the run. */
    void removeRun() throws IOException {
        Folders.delete(run());
    }

    private static Optional<JsonNode> json(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ObjectMapper().readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException malformed) {
            throw new IOException("%s: not JSON: %s".formatted(file, malformed.getOriginalMessage()), malformed);
        }
    }
}
