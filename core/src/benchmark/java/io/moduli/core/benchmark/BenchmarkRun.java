package io.moduli.core.benchmark;

import io.moduli.core.engine.ProcessSettings;
import io.moduli.core.engine.dense.Blas;
import io.moduli.core.engine.threads.Team;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmark. Products and memory are measured in this JVM. Steps are timed in rounds: in a round each workload is
 * timed with each system in turn, in a JVM of its own, so that whatever drifts in the machine (heat, frequency, neighbours)
 * meets all systems alike; every other round goes through the systems backwards.
 *
 * <p>JMH alone would finish one system before it began the next. The JVMs inherit this one's options; what JMH has to say of
 * each goes to a file in {@code jmh} beside the results.
 */
public final class BenchmarkRun {

    private static final int MEDIAN = 50;
    /** At which what the numbers of units gain is measured. */
    private static final double SPARSITY_OF_NEAR = 0.95;

    private BenchmarkRun() {}

    /** Runs what the system properties {@code benchmark.*} say, see core's pom. */
    public static void main(String[] arguments) throws Exception {
        ProcessSettings.claim();
        String breakdown = System.getProperty("benchmark.breakdown", "");
        if (!breakdown.isEmpty()) {
            List<Workload> workloads = Arrays.stream(breakdown.split(";"))
                    .map(title -> Workload.titled(title.strip()))
                    .toList();
            // The compiler comes to the first workload late.
            StepBreakdown.of(workloads.getFirst());
            System.out.println(StepBreakdown.markdown(workloads.stream().map(StepBreakdown::of).toList()));
            return;
        }
        String checkpoints = System.getProperty("benchmark.checkpoints", "");
        if (!checkpoints.isEmpty()) {
            Path folder = results().resolve("checkpoints");
            List<CheckpointTimes> times = new ArrayList<>();
            for (String title : checkpoints.split(";")) {
                times.add(CheckpointTimes.of(
                        Workload.titled(title.strip()), Files.createTempDirectory(
                                Files.createDirectories(folder), "run")));
            }
            System.out.println(CheckpointTimes.markdown(times));
            return;
        }
        Pattern only = Pattern.compile(System.getProperty("benchmark.only", ""));
        int rounds = Integer.getInteger("benchmark.rounds", 3);
        List<Turn> turns = Turn.all().stream().filter(turn -> only.matcher(turn.title()).find()).toList();
        List<Workload> kernels = chosen(
                Workload.SHAPES.stream().filter(shape -> shape.structure() == Structure.AT_RANDOM).toList(), only,
                "kernels");
        List<Workload> memory = chosen(
                List.of(Workload.additionTask(Workload.Cell.ELMAN_TANH, 4096, 200, 10)), only, "memory");
        if (turns.isEmpty() && kernels.isEmpty() && memory.isEmpty()) {
            throw new IllegalArgumentException(
                    "benchmark.only = %s is found in none of %s, nor in a shape's /kernels or /memory"
                            .formatted(only, Turn.all().stream().map(Turn::title).toList()));
        }
        Path results = results();
        Path logs = Files.createDirectories(results.resolve("jmh"));

        BenchmarkReport report = new BenchmarkReport("""
                - processor: %s, %d threads
                - Java: %s
                - OpenBLAS kernels: %s
                - libraries: %s
                - rounds: %d
                """.formatted(
                Machine.processor(), TrainingSystem.threads(), Machine.java(), Blas.coreName(),
                System.getProperty("benchmark.libraries", "unknown"), rounds));
        report.seenBusy(Machine.awaitQuiet());
        report.seenPeak(peak());
        // The compiler comes to the first kernels late.
        kernels.stream().findFirst().ifPresent(BenchmarkRun::kernelTimes);
        for (Workload workload : kernels) {
            report.seenBusy(Machine.awaitQuiet());
            report.addKernels(kernelTimes(workload));
            report.seenPeak(peak());
            System.out.printf("%s/kernels%n", workload.title());
        }
        for (Workload workload : memory) {
            report.addMemory(workload, Workload.SPARSITIES.stream().map(workload::withSparsity).toList(),
                    BenchmarkRun::bytes);
        }
        for (int round = 0; round < rounds; round++) {
            for (Turn turn : Turn.inOrderOf(round, turns)) {
                report.seenBusy(Machine.awaitQuiet());
                double median = milliseconds(turn, logs.resolve(turn.fileName(round)));
                report.add(turn, median);
                System.out.printf(
                        Locale.ROOT, "round %d of %d: %s %.3f ms%n", round + 1, rounds, turn.title(), median);
            }
        }
        report.seenPeak(peak());
        System.out.println();
        System.out.println(report.markdown());
        report.write(results);
    }

    private static Path results() {
        return Path.of(System.getProperty("benchmark.results", "benchmarks"));
    }

    private static List<Workload> chosen(List<Workload> workloads, Pattern only, String what) {
        return workloads.stream()
                .filter(workload -> only.matcher(workload.title() + "/" + what).find())
                .toList();
    }

    private static double peak() {
        try (Team team = new Team(TrainingSystem.threads())) {
            return MachinePeak.gigaflops(team);
        }
    }

    private static List<KernelTimes.Time> kernelTimes(Workload workload) {
        List<KernelTimes.Time> all = new ArrayList<>();
        try (Team team = new Team(TrainingSystem.threads())) {
            KernelTimes times = new KernelTimes(team, workload);
            Workload.SPARSITIES.forEach(sparsity -> all.addAll(times.at(sparsity, Structure.AT_RANDOM)));
            all.addAll(times.at(SPARSITY_OF_NEAR, Structure.TORUS_AS_DRAWN));
            Workload.SPARSITIES.stream()
                    .filter(sparsity -> sparsity >= 0.9)
                    .forEach(sparsity -> all.addAll(times.at(sparsity, Structure.TORUS_ALONG)));
        }
        return all;
    }

    /** Asks the parameters of a network that is ready to train. */
    private static long bytes(Workload workload) {
        try (ModuliStep step = new ModuliStep(TrainingData.of(workload))) {
            return step.bytes();
        }
    }

    private static double milliseconds(Turn turn, Path log) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(Pattern.quote(turn.benchmark().getName()))
                .param("workload", turn.workload().title())
                .shouldFailOnError(true)
                .output(log.toString());
        if (turn.trains()) {
            options = options.param("system", turn.system().name());
        }
        Options built = options.build();
        try {
            RunResult result = new Runner(built).runSingle();
            return result.getPrimaryResult().getStatistics().getPercentile(MEDIAN);
        } catch (RunnerException failed) {
            throw new RunnerException("%s failed, see %s".formatted(turn.title(), log), failed);
        }
    }
}
