package io.moduli.core.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/**
 * What a run measured, for people ({@code training-step.md}, by {@link ReportText}) and for programs ({@code
 * training-step.json}, {@code kernels.json} and {@code memory.json}). The time of a system is the median of its rounds'
 * medians, so that one disturbed round does no harm.
 */
final class BenchmarkReport {

    private final Map<Turn, List<Double>> rounds = new LinkedHashMap<>();
    private final List<KernelTimes.Time> kernels = new ArrayList<>();
    private final List<Memory> memory = new ArrayList<>();
    private final String machine;
    private double peak;
    private double busiest;

    /** @param machine lines about the machine and the libraries, a Markdown list */
    BenchmarkReport(String machine) {
        this.machine = machine;
    }

    /**
     * What {@code training-step.json} says of a system at a shape; the names are those of its fields.
     *
     * @param shape what was computed
     * @param system by whom
     * @param sparsity the share of weights that was removed
     * @param median_ms the median of the rounds' medians
     * @param round_medians_ms those of each round
     * @param times_pytorch how many times faster than PyTorch, dense against dense, pruned against masked
     * @param share_of_peak what a dense step's matrix products alone need, over what the machine could do in the time
     */
    record Step(
            String shape, String system, double sparsity, double median_ms, List<Double> round_medians_ms,
            OptionalDouble times_pytorch, OptionalDouble share_of_peak) {}

    /**
     * Bytes of a network's values, gradients and moments, with what says which entry is where.
     *
     * @param shape of the network
     * @param sparsity the share of recurrent weights that was removed
     * @param bytes of all parameters
     * @param share_of_dense the same over the bytes where nothing was removed
     */
    record Memory(String shape, double sparsity, long bytes, double share_of_dense) {}

    /** Takes the median of one round in milliseconds. */
    void add(Turn turn, double milliseconds) {
        rounds.computeIfAbsent(turn, _ -> new ArrayList<>()).add(milliseconds);
    }

    /** Takes the times of a shape's products. */
    void addKernels(List<KernelTimes.Time> times) {
        kernels.addAll(times);
    }

    /** Takes the memory of a shape, dense and pruned. */
    void addMemory(Workload dense, List<Workload> all, ToLongFunction<Workload> bytes) {
        long whole = bytes.applyAsLong(dense);
        all.forEach(workload -> {
            long here = bytes.applyAsLong(workload);
            memory.add(new Memory(workload.shape(), workload.sparsity(), here, (double) here / whole));
        });
    }

    /** Takes the machine's peak in GFLOP/s; the maximum counts, since whatever disturbs it only makes it less. */
    void seenPeak(double gigaflops) {
        peak = Math.max(peak, gigaflops);
    }

    /** Takes the share of the processors that something else was seen to use. */
    void seenBusy(double share) {
        busiest = Math.max(busiest, share);
    }

    /** Everything as Markdown. */
    String markdown() {
        return new ReportText(steps(), kernels, memory, peak).markdown(machine, busiest);
    }

    /** Writes all files, making their directory. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("training-step.md"), markdown());
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        json.writeValue(directory.resolve("training-step.json").toFile(),
                steps().stream().map(BenchmarkReport::fields).toList());
        json.writeValue(directory.resolve("kernels.json").toFile(), Map.of("peak_gflops", peak, "kernels", kernels));
        json.writeValue(directory.resolve("memory.json").toFile(), memory);
    }

    /** A figure that there is not is not a field. */
    private static Map<String, Object> fields(Step step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("shape", step.shape());
        fields.put("system", step.system());
        fields.put("sparsity", step.sparsity());
        fields.put("median_ms", step.median_ms());
        fields.put("round_medians_ms", step.round_medians_ms());
        step.times_pytorch().ifPresent(times -> fields.put("times_pytorch", times));
        step.share_of_peak().ifPresent(share -> fields.put("share_of_peak", share));
        return fields;
    }

    private List<Step> steps() {
        return rounds.keySet().stream().map(this::step).toList();
    }

    private Step step(Turn turn) {
        double median = median(rounds.get(turn));
        boolean dense = turn.workload().sparsity() == 0;
        OptionalDouble share = dense && turn.trains()
                ? OptionalDouble.of(turn.workload().denseFlops() / (1e6 * median) / peak)
                : OptionalDouble.empty();
        return new Step(
                turn.shape(), turn.system().title(), turn.workload().sparsity(), median,
                List.copyOf(rounds.get(turn)), timesPytorch(turn, median), share);
    }

    private OptionalDouble timesPytorch(Turn turn, double median) {
        boolean masked = turn.workload().sparsity() > 0;
        Optional<Turn> pytorch = rounds.keySet().stream()
                .filter(other -> other.system() == TrainingSystem.Kind.PYTORCH && other.shape().equals(turn.shape())
                        && (other.workload().sparsity() > 0) == masked)
                .findFirst();
        return pytorch.filter(_ -> turn.system() != TrainingSystem.Kind.PYTORCH)
                .map(other -> OptionalDouble.of(median(rounds.get(other)) / median))
                .orElse(OptionalDouble.empty());
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
