package io.moduli.core.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The medians of all rounds, for people (a table, printed and in {@code training-step.md}) and for programs ({@code
 * training-step.json}). The figure of a system is the median of its rounds' medians, so that one disturbed round does no
 * harm.
 */
final class BenchmarkReport {

    private static final double BUSY = 0.1;

    private final Map<Workload, Map<TrainingSystem.Kind, List<Double>>> rounds = new LinkedHashMap<>();
    private final String machine;
    private double busiest;

    /** @param machine lines about the machine and the libraries, a Markdown list */
    BenchmarkReport(String machine) {
        this.machine = machine;
    }

    /** Takes the median of one round in milliseconds. */
    void add(Workload workload, TrainingSystem.Kind system, double milliseconds) {
        rounds.computeIfAbsent(workload, _ -> new EnumMap<>(TrainingSystem.Kind.class))
                .computeIfAbsent(system, _ -> new ArrayList<>())
                .add(milliseconds);
    }

    /** Takes the share of the processors that something else was seen to use. */
    void seenBusy(double share) {
        busiest = Math.max(busiest, share);
    }

    /** The table with what needs to be known of it, as Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder("# One training step, median time\n\n");
        text.append("| shape | sparsity | moduli, ms | PyTorch, ms | PyTorch / moduli |\n");
        text.append("|---|---:|---:|---:|---:|\n");
        rounds.forEach((workload, systems) -> text.append(String.format(
                Locale.ROOT, "| %s | %.0f %% | %s | %s | %s |%n", workload.shape(), 100 * workload.sparsity(),
                cell(systems, TrainingSystem.Kind.MODULI), cell(systems, TrainingSystem.Kind.PYTORCH),
                ratio(systems))));
        text.append("\nIn brackets the least and the greatest median of a round.\n\n").append(machine);
        if (busiest > BUSY) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nThe machine was not quiet: something else was seen to use %.0f %% of it. Take the times with care,"
                            + " PyTorch's above all.%n",
                    100 * busiest));
        }
        return text.toString();
    }

    /** Writes both files, making their directory. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("training-step.md"), markdown());
        List<Result> results = new ArrayList<>();
        rounds.forEach((workload, systems) -> systems.forEach((system, medians) -> results.add(new Result(
                workload.shape(), system.title(), workload.sparsity(), median(medians), List.copyOf(medians)))));
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve("training-step.json").toFile(), results);
    }

    /** What the file for programs says of one system and workload; the names are those of its fields. */
    record Result(String shape, String system, double sparsity, double median_ms, List<Double> round_medians_ms) {}

    private static String cell(Map<TrainingSystem.Kind, List<Double>> systems, TrainingSystem.Kind system) {
        List<Double> medians = systems.getOrDefault(system, List.of());
        if (medians.isEmpty()) {
            return "–";
        }
        double[] sorted = sorted(medians);
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", median(medians), sorted[0], sorted[sorted.length - 1]);
    }

    private static String ratio(Map<TrainingSystem.Kind, List<Double>> systems) {
        if (systems.size() < TrainingSystem.Kind.values().length) {
            return "–";
        }
        return String.format(
                Locale.ROOT, "%.2f",
                median(systems.get(TrainingSystem.Kind.PYTORCH)) / median(systems.get(TrainingSystem.Kind.MODULI)));
    }

    private static double median(List<Double> values) {
        double[] sorted = sorted(values);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
