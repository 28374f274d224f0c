package io.moduli.core.benchmark;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The report for people.
 *
 * @param steps medians of steps
 * @param kernels times of products
 * @param memory bytes of networks
 * @param peak the machine's, in GFLOP/s
 */
record ReportText(
        List<BenchmarkReport.Step> steps, List<KernelTimes.Time> kernels, List<BenchmarkReport.Memory> memory,
        double peak) {

    private static final double BUSY = 0.1;
    private static final double MEGABYTE = 1e6;
    private static final String MODULI = TrainingSystem.Kind.MODULI.title();

    private static final String STEP = """

            A step is forward, loss, backward, the penalty on the recurrent weights with its gradient, clipping by the norm of \
            all gradients, Adam, and the loss as a number in Java; in float32, on the same batch from the same first weights, \
            with as many threads as there are processors. Where numbers come in the recurrent weights are pruned, where words \
            do (V) all weights are. PyTorch multiplies its weights by their masks in every step; that costs the same whatever \
            the mask, so it is timed at 90 % for all of them. In brackets, how many times faster than PyTorch: dense against \
            its dense step, pruned against its masked one. DL4J knows no masks and no GRU; it has one bias a layer instead of \
            two and clips layer by layer, before it adds the penalty. Square brackets hold \
            the medians of the fastest and the slowest round. \
            All three are held to the same losses before anything is timed. The share of the peak counts the matrix products \
            that a dense step needs, over the time of the whole step.
            """;

    /** Everything. */
    String markdown(String machine, double busiest) {
        StringBuilder text = new StringBuilder("# One training step, median time\n\n");
        addSteps(text);
        addSpeedups(text);
        text.append(STEP).append('\n').append(machine);
        text.append(String.format(
                Locale.ROOT, "- the machine's peak, fused multiply-adds on registers alone: %.0f GFLOP/s%n", peak));
        if (busiest > BUSY) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nThe machine was not quiet: something else was seen to use %.0f %% of it. Take the times with care,"
                            + " PyTorch's above all.%n",
                    100 * busiest));
        }
        addInference(text);
        addKernels(text);
        addMemory(text);
        return text.toString();
    }

    private void addSteps(StringBuilder text) {
        text.append("| ms | PyTorch | masked | DL4J | Moduli | share of peak |");
        Workload.SPARSITIES.stream().skip(1).forEach(sparsity -> text.append(" %.0f %% |".formatted(100 * sparsity)));
        text.append("\n|---|").append("---:|".repeat(4 + Workload.SPARSITIES.size())).append('\n');
        for (String shape : shapes()) {
            text.append("| ").append(shape).append(" | ")
                    .append(cell(step(shape, TrainingSystem.Kind.PYTORCH, 0))).append(" | ")
                    .append(cell(steps.stream()
                            .filter(step -> step.shape().equals(shape) && step.sparsity() > 0
                                    && step.system().equals(TrainingSystem.Kind.PYTORCH.title()))
                            .findFirst()))
                    .append(" | ")
                    .append(cell(step(shape, TrainingSystem.Kind.DL4J, 0))).append(" | ")
                    .append(cell(step(shape, TrainingSystem.Kind.MODULI, 0))).append(" | ")
                    .append(step(shape, TrainingSystem.Kind.MODULI, 0)
                            .map(step -> percent(step.share_of_peak().orElseThrow()))
                            .orElse("–"));
            Workload.SPARSITIES.stream()
                    .skip(1)
                    .forEach(sparsity -> text.append(" | ")
                            .append(cell(step(shape, TrainingSystem.Kind.MODULI, sparsity))));
            text.append(" |\n");
        }
    }

    /** Pruned steps against the fastest dense one of their shape, whoever took it. */
    private void addSpeedups(StringBuilder text) {
        text.append("\n| times as fast as the fastest dense step |");
        Workload.SPARSITIES.stream().skip(1).forEach(sparsity -> text.append(" %.0f %% |".formatted(100 * sparsity)));
        text.append("\n|---|").append("---:|".repeat(Workload.SPARSITIES.size() - 1)).append('\n');
        for (String shape : shapes()) {
            OptionalDouble dense = steps.stream()
                    .filter(step -> step.shape().equals(shape) && step.sparsity() == 0)
                    .mapToDouble(BenchmarkReport.Step::median_ms)
                    .min();
            text.append("| ").append(shape);
            for (double sparsity : Workload.SPARSITIES.subList(1, Workload.SPARSITIES.size())) {
                Optional<BenchmarkReport.Step> pruned = step(shape, TrainingSystem.Kind.MODULI, sparsity);
                text.append(" | ").append(dense.isPresent() && pruned.isPresent()
                        ? String.format(Locale.ROOT, "%.1fx", dense.getAsDouble() / pruned.get().median_ms())
                        : "–");
            }
            text.append(" |\n");
        }
    }

    /** Shapes that were trained. */
    private List<String> shapes() {
        return Workload.SHAPES.stream()
                .map(Workload::shape)
                .filter(shape -> steps.stream().anyMatch(step -> step.shape().equals(shape)))
                .toList();
    }

    private Optional<BenchmarkReport.Step> step(String shape, TrainingSystem.Kind system, double sparsity) {
        return steps.stream()
                .filter(step -> step.shape().equals(shape) && step.system().equals(system.title())
                        && step.sparsity() == sparsity)
                .findFirst();
    }

    private static String cell(Optional<BenchmarkReport.Step> step) {
        return step.map(there -> number(there.median_ms()) + spread(there.round_medians_ms())
                + (there.times_pytorch().isPresent() && there.system().equals(MODULI)
                        ? String.format(Locale.ROOT, " (%.1fx)", there.times_pytorch().getAsDouble())
                        : ""))
                .orElse("–");
    }

    /** From the fastest round to the slowest; nothing of a single one. */
    private static String spread(List<Double> rounds) {
        DoubleSummaryStatistics all = rounds.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return all.getCount() == 1 ? "" : " [%s–%s]".formatted(number(all.getMin()), number(all.getMax()));
    }

    private void addInference(StringBuilder text) {
        List<BenchmarkReport.Step> inference = steps.stream()
                .filter(step -> shapes().stream().noneMatch(shape -> shape.equals(step.shape())))
                .sorted(Comparator.comparing(BenchmarkReport.Step::shape)
                        .thenComparingDouble(BenchmarkReport.Step::sparsity))
                .toList();
        if (inference.isEmpty()) {
            return;
        }
        text.append(
                "\n# One time step of a stream, forward only, median time\n\n| shape | sparsity | ms | times dense |\n");
        text.append("|---|---:|---:|---:|\n");
        for (BenchmarkReport.Step step : inference) {
            String times = inference.stream()
                    .filter(other -> other.shape().equals(step.shape()) && other.sparsity() == 0)
                    .findFirst()
                    .map(dense -> String.format(Locale.ROOT, "%.1f", dense.median_ms() / step.median_ms()))
                    .orElse("–");
            text.append("| %s | %s | %s | %s |%n".formatted(
                    step.shape(), percent(step.sparsity()),
                    number(step.median_ms()) + spread(step.round_medians_ms()), times));
        }
    }

    private void addKernels(StringBuilder text) {
        if (kernels.isEmpty()) {
            return;
        }
        text.append("\n# Products of the recurrent weight, GFLOP/s (share of the machine's peak)\n\n");
        text.append(
                "| shape | sparsity | weights left | forward | transposed | gradient | MKL forward | MKL transposed |\n");
        text.append("|---|---:|---|---:|---:|---:|---:|---:|\n");
        for (KernelTimes.Time first : kernels) {
            if (first.kernel().equals("forward")) {
                text.append("| %s | %s | %s |".formatted(first.shape(), percent(first.sparsity()), first.left()));
                kernels.stream()
                        .filter(time -> time.shape().equals(first.shape()) && time.sparsity() == first.sparsity()
                                && time.left().equals(first.left()))
                        .forEach(time -> text.append(String.format(
                                Locale.ROOT, " %.0f [%.0f–%.0f] (%s) |", time.gflops(), time.slowest_gflops(),
                                time.fastest_gflops(), percent(time.gflops() / peak))));
                text.append('\n');
            }
        }
    }

    private void addMemory(StringBuilder text) {
        if (memory.isEmpty()) {
            return;
        }
        text.append("\n# Values, gradients, moments of all parameters, with the indices of sparse ones\n\n");
        text.append("| shape | sparsity | MB | share of dense |\n|---|---:|---:|---:|\n");
        for (BenchmarkReport.Memory one : memory) {
            text.append(String.format(
                    Locale.ROOT, "| %s | %s | %.1f | %.1f %% |%n", one.shape(), percent(one.sparsity()),
                    one.bytes() / MEGABYTE, 100 * one.share_of_dense()));
        }
    }

    /** Three digits or so. */
    private static String number(double value) {
        return String.format(Locale.ROOT, value < 1 ? "%.3f" : value < 100 ? "%.2f" : "%.0f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
