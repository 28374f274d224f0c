package io.moduli.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments of the whole command on a real cluster. */
class SparkEngineTest {

    private static final String EXPERIMENT = """
            name = on-spark
            pipeline = tiny.conf
            axes { seed = { path = seed, from = 1, to = 2 } }
            metrics = [evaluate.error]
            """;
    private static final String PIPELINE = """
            name = tiny
            task { type = addition, sequence-length = 10, batch = 20 }
            network { cell { type = elman }, hidden = 16 }
            optimizer { type = adamw }
            stages = [{ type = train, epochs = 150, steps-per-epoch = 100 }, { type = evaluate, batches = 5 }]
            report { enabled = false }
            """;

    private static final Path JAR = Path.of("target/engine-for-tests.jar").toAbsolutePath();
    private static final String CLASS_PATH = System.getProperty("java.class.path").replace(
            Path.of("target/classes").toAbsolutePath().toString(), JAR.toString());

    @TempDir
    private Path folder;

    private record Ended(int status, String out, String err) {}

    @Test
    void aWorkerThatIsKilledInTheMiddleCostsItsTrialNothingButTime() throws Exception {
        write("local.conf", EXPERIMENT);
        Ended local = moduli(Map.of(), "experiment", "run", "local.conf", "--out", "local").get();
        assertThat(local.status()).as(local.err()).isZero();
        try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("cluster"))) {
            write("spark.conf", EXPERIMENT + engine(cluster.address()));
            Running run = moduli(cluster.environment(), "experiment", "run", "spark.conf", "--out", "spark");
            awaitEpoch(folder.resolve("spark/trials/0001/run/metrics.jsonl"), run);
            awaitEpoch(folder.resolve("spark/trials/0002/run/metrics.jsonl"), run);

            assertThat(Double.parseDouble(Files.readString(folder.resolve("spark/trials/0001/progress"))))
                    .as("the share that the executor has noted").isBetween(0.0, 1.0);
            cluster.killAWorker();

            Ended spark = run.get();
            assertThat(spark.status()).as(spark.err() + sparkLog()).isZero();
            assertThat(spark.out()).contains("2 of 2 trials finished, 0 failed");
            assertThat(spark.err()).contains("the executor was lost; it continues from its last checkpoint");
            assertThat(withoutTimes("spark")).isEqualTo(withoutTimes("local"));
        }
    }

    @Test
    void whatExecutorsRunIsOfJava17() throws IOException {
        byte[] task = Files.readAllBytes(Path.of("target/classes/io/moduli/spark/task/TrialTask.class"));

        assertThat(task[7]).as("the major version of a class file, which is 44 more than Java's").isEqualTo((byte) 61);
    }

    @Test
    void aMasterThatCannotBeReachedIsToldBeforeAnyTrialStarts() throws Exception {
        write("spark.conf", EXPERIMENT + engine("spark://127.0.0.1:1"));

        Ended refused = moduli(Map.of(), "experiment", "run", "spark.conf", "--out", "spark").get();

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("the master spark://127.0.0.1:1 cannot be reached", "spark.conf:5");
        assertThat(folder.resolve("spark")).doesNotExist();
    }

    @Test
    void anAddressOfAnotherKindIsRefused() throws Exception {
        write("spark.conf", EXPERIMENT + engine("yarn"));

        Ended refused = moduli(Map.of(), "experiment", "run", "spark.conf", "--out", "spark").get();

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains("\"yarn\" is not the address of a standalone master, such as spark://host:7077");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("tiny.conf"), PIPELINE);
        Files.writeString(folder.resolve(name), text);
    }

    private String engine(String master) {
        String words = command().stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
        return "engine { type = spark, master = \"%s\", jars = \"%s\", executor-memory = 512m, command = [%s] }%n"
                .formatted(master, StandaloneCluster.JARS, words);
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
                "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
                CLASS_PATH, "io.moduli.cli.Main");
    }

    /** The engine as a jar, which Spark takes to the executors, in the place of its folder of classes. */
    @BeforeAll
    static void pack() throws IOException {
        Path classes = Path.of("target/classes").toAbsolutePath();
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(JAR));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
            }
        }
    }

    /** A process of the command. */
    private record Running(Process process, Path out, Path err) {

        Ended get() throws IOException, InterruptedException {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    private Running moduli(Map<String, String> environment, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(command());
        words.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        OutputStream input = process.getOutputStream();
        input.close();
        return new Running(process, out, err);
    }

    private void awaitEpoch(Path metrics, Running run) throws Exception {
        for (int look = 0; look < 1200; look++) {
            assertThat(run.process().isAlive()).as(Files.readString(run.err()) + sparkLog()).isTrue();
            if (Files.isRegularFile(metrics) && Files.readString(metrics).contains("\"event\":\"epoch\"")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no epoch in " + metrics + ": " + sparkLog());
    }

    private String sparkLog() throws IOException {
        Path log = folder.resolve("spark/spark.log");
        return Files.isRegularFile(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    }

    private List<String> withoutTimes(String experiment) throws IOException {
        return Files.readAllLines(folder.resolve(experiment).resolve("results.csv")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(','))).toList();
    }
}
