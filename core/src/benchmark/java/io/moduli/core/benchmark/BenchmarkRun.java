package io.moduli.core.benchmark;

import io.moduli.core.engine.Blas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmark in rounds. In a round each workload is timed with each system in turn, in a JVM of its own, so that
 * whatever drifts in the machine (heat, frequency, neighbours) meets all systems alike; every other round goes through the
 * systems backwards.
 *
 * <p>JMH alone would finish one system before it began the next. The JVMs inherit this one's options; what JMH has to say of
 * each goes to a file in {@code jmh} beside the results.
 */
public final class BenchmarkRun {

    private static final int MEDIAN = 50;

    private BenchmarkRun() {}

    /** One turn of a system on a workload. */
    private record Turn(Workload workload, TrainingSystem.Kind system) {

        /** What {@code benchmark.only} is matched with. */
        String title() {
            return workload.title() + "/" + system.title();
        }

        /** The file that JMH's own account goes to. */
        String fileName(int round) {
            return "%s-round-%d.log".formatted(title().replaceAll("[^A-Za-z0-9]+", "-"), round + 1);
        }
    }

    /** Runs what the system properties {@code benchmark.*} say, see core's pom. */
    public static void main(String[] arguments) throws Exception {
        Pattern only = Pattern.compile(System.getProperty("benchmark.only", ""));
        int rounds = Integer.getInteger("benchmark.rounds", 3);
        List<Turn> turns = Workload.ALL.stream()
                .flatMap(workload -> Arrays.stream(TrainingSystem.Kind.values())
                        .map(system -> new Turn(workload, system)))
                .toList();
        List<Turn> chosen = turns.stream().filter(turn -> only.matcher(turn.title()).find()).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("benchmark.only = %s is found in none of %s"
                    .formatted(only, turns.stream().map(Turn::title).toList()));
        }
        Path results = Path.of(System.getProperty("benchmark.results", "benchmarks"));
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
        for (int round = 0; round < rounds; round++) {
            for (Turn turn : inOrderOf(round, chosen)) {
                double busy = Machine.busy();
                double median = milliseconds(turn, logs.resolve(turn.fileName(round)));
                report.seenBusy(busy);
                report.add(turn.workload(), turn.system(), median);
                System.out.printf(
                        Locale.ROOT, "round %d of %d: %s %.2f ms%n", round + 1, rounds, turn.title(), median);
            }
        }
        System.out.println();
        System.out.println(report.markdown());
        report.write(results);
    }

    /** The workloads in their order; the systems backwards in every other round. */
    private static List<Turn> inOrderOf(int round, List<Turn> turns) {
        return Workload.ALL.stream()
                .flatMap(workload -> {
                    List<Turn> pair = turns.stream().filter(turn -> turn.workload().equals(workload)).toList();
                    return (round % 2 == 0 ? pair : pair.reversed()).stream();
                })
                .toList();
    }

    private static double milliseconds(Turn turn, Path log) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(Pattern.quote(TrainingStepBenchmark.class.getName()))
                .param("workload", turn.workload().title())
                .param("system", turn.system().name())
                .shouldFailOnError(true)
                .output(log.toString())
                .build();
        try {
            RunResult result = new Runner(options).runSingle();
            return result.getPrimaryResult().getStatistics().getPercentile(MEDIAN);
        } catch (RunnerException failed) {
            throw new RunnerException("%s failed, see %s".formatted(turn.title(), log), failed);
        }
    }
}
