package io.moduli.core.benchmark;

import io.moduli.core.checkpoint.CheckpointFolder;
import io.moduli.core.checkpoint.CheckpointSettings;
import io.moduli.core.checkpoint.RunPosition;
import io.moduli.core.state.StateWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a checkpoint of a workload costs, forced to the disk and with its checksums.
 *
 * @param title of the workload
 * @param bytes of a checkpoint
 * @param step the median step, in milliseconds
 * @param median the median checkpoint, in milliseconds
 * @param longest the longest one, in milliseconds
 */
record CheckpointTimes(String title, long bytes, double step, double median, double longest) {

    private static final int WARM_UP = 4;
    private static final int ROUNDS = 15;
    /** Training goes on between two checkpoints, so that neither caches nor the disk are left to them alone. */
    private static final int STEPS_BETWEEN = 5;
    private static final List<Integer> EPOCHS = List.of(100, 500);
    private static final double MILLI = 1e-6;
    private static final double MEGA = 1e-6;

    /**
     * Writes checkpoints of a network in training.
     *
     * @param folder where they go to
     */
    static CheckpointTimes of(Workload workload, Path folder) throws IOException {
        double[] checkpoints = new double[ROUNDS];
        double[] steps = new double[ROUNDS];
        try (ModuliStep step = new ModuliStep(TrainingData.of(workload));
                CheckpointFolder kept = new CheckpointFolder(
                        folder, new CheckpointSettings(true, 10, 2), _ -> Map.of(), () -> 0, Optional.empty())) {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                for (int number = 0; number < STEPS_BETWEEN; number++) {
                    step.step();
                }
                long trained = System.nanoTime();
                StateWriter state = new StateWriter();
                step.save(state);
                kept.write(RunPosition.before(1), state);
                long written = System.nanoTime();
                if (round >= 0) {
                    steps[round] = (trained - begin) * MILLI / STEPS_BETWEEN;
                    checkpoints[round] = (written - trained) * MILLI;
                }
            }
        }
        Arrays.sort(checkpoints);
        Arrays.sort(steps);
        return new CheckpointTimes(
                workload.title(), bytes(folder), steps[ROUNDS / 2], checkpoints[ROUNDS / 2], checkpoints[ROUNDS - 1]);
    }

    /** The bytes of the newest checkpoint. */
    private static long bytes(Path folder) throws IOException {
        Path newest;
        try (Stream<Path> all = Files.list(folder)) {
            newest = all.sorted().toList().getLast();
        }
        try (Stream<Path> files = Files.list(newest)) {
            return files.map(Path::toFile).mapToLong(java.io.File::length).sum();
        }
    }

    /** A table with a line for each workload. */
    static String markdown(List<CheckpointTimes> times) {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("| checkpoint | MB | ms | longest | ms of a step |");
        EPOCHS.forEach(steps -> head.append(" of training, epochs of %d |".formatted(steps)));
        lines.add(head.toString());
        lines.add("|---|" + "---:|".repeat(4 + EPOCHS.size()));
        for (CheckpointTimes one : times) {
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT, "| %s | %.1f | %.1f | %.1f | %.1f |", one.title(), one.bytes() * MEGA, one.median(),
                    one.longest(), one.step()));
            EPOCHS.forEach(steps -> line.append(String.format(
                    Locale.ROOT, " %.2f %% |", 100 * one.median() / (one.median() + steps * one.step()))));
            lines.add(line.toString());
        }
        return String.join("\n", lines) + "\n";
    }
}
