package io.moduli.core.experiment.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.core.files.WholeFiles;
import io.moduli.core.run.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one trial: its pipeline, its run, what its processes said, and what became of it.
 *
 * @param path where it is
 */
public record TrialFolder(Path path) {

    /** The trial's pipeline in full, which {@code moduli run} runs as well. */
    public static final String PIPELINE = "pipeline.conf";

    private static final String RUN = "run";
    private static final String OUTCOME = "outcome.json";
    private static final String LOG = "log.txt";

    /** The pipeline. */
    public Path pipeline() {
        return path.resolve(PIPELINE);
    }

    /** The folder of the run; absent where nothing was begun. */
    public Path run() {
        return path.resolve(RUN);
    }

    /** What the trial's processes said. */
    public Path log() {
        return path.resolve(LOG);
    }

    /** What became of it; empty where it has not ended. */
    public Optional<TrialOutcome> outcome() throws IOException {
        return json(path.resolve(OUTCOME)).map(TrialOutcome::ofJson);
    }

    void end(TrialOutcome outcome) throws IOException {
        write(OUTCOME, outcome.toJson());
    }

    /** Has a trial that has ended be one that has not. */
    public void reopen() throws IOException {
        Files.deleteIfExists(path.resolve(OUTCOME));
    }

    void writePipeline(String text) throws IOException {
        write(PIPELINE, text);
    }

    private void write(String name, String text) throws IOException {
        WholeFiles.write(path.resolve(name), output -> output.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What the run's summary says; empty where there is none. */
    Optional<JsonNode> summary() throws IOException {
        return json(run().resolve(RunDirectory.SUMMARY));
    }

    /** Removes the run. */
    void removeRun() throws IOException {
        if (Files.exists(run())) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(run())) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
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
