package io.moduli.core.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.files.WholeFiles;
import io.moduli.core.model.Safetensors;
import io.moduli.core.state.SavedArray;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The checkpoints of a run, a folder for each, numbered from 1: {@code arrays.safetensors} holds arrays,
 * {@code state.json} everything else, {@code SHA256SUMS} the checksums of both. Beside them are the best networks of
 * stages that return to them, in folders named after stage and epoch.
 */
public final class CheckpointFolder implements Checkpoints, AutoCloseable {

    private static final String NUMBER = "%06d";
    private static final String NAME = "[0-9]{6}";
    private static final String BEST = "best-%06d-%06d";
    private static final String BEST_NAME = "best-[0-9]{6}-[0-9]{6}";

    private final Path folder;
    private final CheckpointSettings settings;
    private final Function<RunPosition, Map<String, String>> identity;
    private Map<String, String> run = Map.of();
    private final LongSupplier metricsBytes;
    private final Optional<StoredCheckpoint> last;
    private Optional<StoredCheckpoint> best = Optional.empty();
    private int number;
    private long stepsIdentified;
    private long written = System.nanoTime();

    /**
     * The checkpoints of a run that begins or is resumed.
     *
     * @param folder where they are, or will be
     * @param identity identifies the run, by named texts; it is asked again whenever the amount of training has doubled
     * @param metricsBytes the current length of the file of metrics
     * @param last the checkpoint that the run is resumed from, if it is; later ones must have been
     *     {@linkplain #discardAfter discarded}
     */
    public CheckpointFolder(
            Path folder, CheckpointSettings settings, Function<RunPosition, Map<String, String>> identity,
            LongSupplier metricsBytes, Optional<StoredCheckpoint> last) {
        this.folder = folder;
        this.settings = settings;
        this.identity = identity;
        this.metricsBytes = metricsBytes;
        this.last = last;
        this.number = last.map(StoredCheckpoint::number).orElse(0);
    }

    /**
     * Opens the newest intact checkpoint of a run.
     *
     * @param folder where they are @param damaged receives what is wrong with each newer one
     * @return empty if there is none, intact or not
     * @throws BadInputException if none is intact, or the newest has another schema
     */
    public static Optional<StoredCheckpoint> newest(Path folder, List<String> damaged)
            throws IOException, BadInputException {
        List<Path> newestFirst = matching(folder, NAME).reversed();
        for (Path checkpoint : newestFirst) {
            try {
                return Optional.of(StoredCheckpoint.open(checkpoint));
            } catch (DamagedCheckpointException cut) {
                damaged.add(String.valueOf(cut.getMessage()));
            }
        }
        if (!damaged.isEmpty()) {
            throw new BadInputException("no checkpoint is whole: " + String.join("; ", damaged));
        }
        return Optional.empty();
    }

    /** The folders whose names match, the oldest first. */
    private static List<Path> matching(Path folder, String names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches(names)).sorted().toList();
        }
    }

    /** Discards checkpoints that are newer than a given one, and half-written ones. */
    public static void discardAfter(StoredCheckpoint checkpoint) throws IOException {
        Path folder = checkpoint.folder().resolveSibling("");
        WholeFiles.clearBeside(folder);
        RunPosition position = checkpoint.position();
        String best = BEST.formatted(position.stage(), position.epochs());
        for (Path other : matching(folder, NAME)) {
            if (other.compareTo(checkpoint.folder()) > 0) {
                WholeFiles.removeFolder(other);
            }
        }
        for (Path other : matching(folder, BEST_NAME)) {
            if (String.valueOf(other.getFileName()).compareTo(best) > 0) {
                WholeFiles.removeFolder(other);
            }
        }
    }

    @Override
    public Optional<StateReader> last() {
        return last.map(StoredCheckpoint::state);
    }

    @Override
    public boolean due() {
        return settings.enabled()
                && System.nanoTime() - written >= settings.everyMinutes() * TimeUnit.MINUTES.toNanos(1);
    }

    @Override
    public void write(RunPosition position, StateWriter state) {
        if (!settings.enabled()) {
            return;
        }
        number++;
        try {
            WholeFiles.writeFolder(folder.resolve(NUMBER.formatted(number)),
                    beside -> fill(beside, run(position), state));
            retire(matching(folder, NAME), settings.keep());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        written = System.nanoTime();
    }

    @Override
    public void writeBest(int stage, int epoch, StateWriter state) {
        try {
            Path place = folder.resolve(BEST.formatted(stage, epoch));
            if (Files.exists(place)) {
                WholeFiles.removeFolder(place);
            }
            WholeFiles.writeFolder(place, beside -> fill(beside, Map.of(), state));
            // The checkpoints that are kept may refer to different best networks.
            retire(matching(folder, BEST_NAME), settings.keep() + 1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public StateReader best(int stage, int epoch) {
        Path place = folder.resolve(BEST.formatted(stage, epoch));
        try {
            best.ifPresent(CheckpointFolder::closeStored);
            best = Optional.of(StoredCheckpoint.open(place));
            return best.get().state();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (BadInputException | DamagedCheckpointException damaged) {
            throw new UncheckedIOException(new IOException(damaged.getMessage(), damaged));
        }
    }

    private static void closeStored(StoredCheckpoint checkpoint) {
        try {
            checkpoint.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void retire(List<Path> oldestFirst, int kept) throws IOException {
        for (Path retired : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - kept))) {
            WholeFiles.removeFolder(retired);
        }
    }

    @Override
    public void close() {
        best.ifPresent(CheckpointFolder::closeStored);
    }

    private Map<String, String> run(RunPosition position) {
        if (run.isEmpty() || position.steps() >= 2 * stepsIdentified && position.steps() > 0) {
            run = new TreeMap<>(identity.apply(position));
            stepsIdentified = position.steps();
        }
        return run;
    }

    private void fill(Path beside, Map<String, String> run, StateWriter state) throws IOException {
        Checksums checksums = new Checksums();
        Safetensors tensors = new Safetensors();
        for (SavedArray array : state.arrays()) {
            tensors.add(
                    array.name(), Safetensors.Type.valueOf(array.type().name()), array.shape(), array.bytes(),
                    array.content()::writeTo);
        }
        checksums.write(beside.resolve(StoredCheckpoint.ARRAYS), tensors::writeTo);
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        root.put(StoredCheckpoint.SCHEMA_KEY, StoredCheckpoint.SCHEMA);
        run.forEach(root.putObject(StoredCheckpoint.RUN_KEY)::put);
        root.put(StoredCheckpoint.METRICS_KEY, metricsBytes.getAsLong());
        root.set(StoredCheckpoint.STATE_KEY, state.json());
        checksums.write(beside.resolve(StoredCheckpoint.STATE), output -> output.write(json.writeValueAsBytes(root)));
        checksums.write(beside);
    }
}
