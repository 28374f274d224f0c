package io.moduli.core.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.model.SafetensorsReader;
import io.moduli.core.state.ArraySource;
import io.moduli.core.state.StateReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** A checkpoint that was read back, with everything in it as it was written. */
public final class StoredCheckpoint implements AutoCloseable {

    /** The version of the checkpoint's format. */
    static final int SCHEMA = 1;

    static final String ARRAYS = "arrays.safetensors";
    static final String STATE = "state.json";
    static final String SUMS = "SHA256SUMS";

    static final String SCHEMA_KEY = "schema";
    static final String RUN_KEY = "run";
    static final String METRICS_KEY = "metrics-bytes";
    static final String STATE_KEY = "state";

    private final Path folder;
    private final JsonNode root;
    private final SafetensorsReader arrays;

    private StoredCheckpoint(Path folder, JsonNode root, SafetensorsReader arrays) {
        this.folder = folder;
        this.root = root;
        this.arrays = arrays;
    }

    /**
     * Opens a checkpoint.
     *
     * @param folder its own
     * @throws DamagedCheckpointException if it is not as it was written
     * @throws BadInputException if it has another schema @throws IOException if it cannot be read
     */
    static StoredCheckpoint open(Path folder) throws IOException, BadInputException, DamagedCheckpointException {
        Checksums.of(folder).verify(folder, STATE, ARRAYS);
        JsonNode root = json(folder.resolve(STATE));
        if (root.path(SCHEMA_KEY).asInt() != SCHEMA) {
            throw new BadInputException("%s: a checkpoint of schema %s, but this Moduli reads schema %d".formatted(
                    folder.resolve(STATE), root.path(SCHEMA_KEY), SCHEMA));
        }
        return new StoredCheckpoint(folder, root, SafetensorsReader.open(folder.resolve(ARRAYS)));
    }

    private static JsonNode json(Path file) throws IOException, BadInputException {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException malformed) {
            throw new BadInputException("%s: not JSON: %s".formatted(file, malformed.getOriginalMessage()), malformed);
        }
    }

    /** Where it lies. */
    public Path folder() {
        return folder;
    }

    /** Its number among the checkpoints of its run. */
    int number() {
        return Integer.parseInt(String.valueOf(folder.getFileName()));
    }

    /** Which run it belongs to: texts by name, as {@link CheckpointFolder} was given them. */
    public String run(String name) {
        return root.path(RUN_KEY).path(name).asText();
    }

    /** Where the run stood. */
    public RunPosition position() {
        return RunPosition.of(state());
    }

    /** The length of the file of metrics at that moment, in bytes. */
    public long metricsBytes() {
        return root.path(METRICS_KEY).asLong();
    }

    /** What the run was. */
    public StateReader state() {
        return new StateReader(root.path(STATE_KEY), new Arrays());
    }

    @Override
    public void close() throws IOException {
        arrays.close();
    }

    private final class Arrays implements ArraySource {

        @Override
        public Optional<Shape> find(String name) {
            return Optional.ofNullable(arrays.tensors().get(name))
                    .map(tensor -> new Shape(tensor.type(), tensor.shape()));
        }

        @Override
        public void read(String name, long position, ByteBuffer bytes) throws IOException {
            arrays.read(Objects.requireNonNull(arrays.tensors().get(name)), position, bytes);
        }
    }
}
