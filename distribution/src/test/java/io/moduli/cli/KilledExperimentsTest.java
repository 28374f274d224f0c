package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.experiment.table.TidyCsv;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.metric.MetricMeanings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kills experiments and trials that go on in real processes, and goes on with them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs signals")
class KilledExperimentsTest {

    private static final String EXPERIMENT = """
            name = killed
            pipeline = tiny.conf
            settings.stages = [{ type = train, epochs = 40 }, { type = evaluate }]
            axes.seed = { path = seed, from = 1, to = 3 }
            metrics = [evaluate.error, train.sparsity]
            engine { type = local, parallel = 2, threads-per-trial = 1 }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeExperiment() throws IOException {
        Moduli.writeTiny(folder);
        Files.writeString(folder.resolve("killed.conf"), EXPERIMENT);
    }

    @Test
    void anExperimentThatIsKilledAndRunAgainComesToWhatAnUndisturbedOneDoes() throws Exception {
        assertThat(run("whole").waitFor()).as(errors("whole")).isZero();
        Random moments = new Random(3);
        int kills = 0;
        boolean done = false;
        while (!done) {
            Process running = run("killed");
            if (kills < 3) {
                waitForCheckpoint(running);
                Thread.sleep(moments.nextInt(1, 500));
                kills += running.isAlive() ? 1 : 0;
                running.destroyForcibly().waitFor();
            } else {
                assertThat(running.waitFor()).as(errors("killed")).isZero();
                done = true;
            }
        }

        assertThat(table("killed")).isEqualTo(table("whole")).hasSize(7);
    }

    @Test
    void aTrialThatIsKilledGoesOnFromItsCheckpoint() throws Exception {
        assertThat(run("whole").waitFor()).as(errors("whole")).isZero();
        Process running = run("killed");
        waitForCheckpoint(running);
        running.children().findFirst().ifPresent(ProcessHandle::destroyForcibly);

        assertThat(running.waitFor()).as(errors("killed")).isZero();
        assertThat(errors("killed")).contains("was killed by signal 9; it continues from its last checkpoint");
        assertThat(table("killed")).isEqualTo(table("whole")).hasSize(7);
    }

    /** Until a trial is somewhere in the middle. */
    private void waitForCheckpoint(Process running) throws Exception {
        while (running.isAlive()) {
            if (Files.isDirectory(folder.resolve("killed"))) {
                try (Stream<Path> files = Files.walk(folder.resolve("killed"))) {
                    if (files.anyMatch(file -> file.endsWith("arrays.safetensors"))) {
                        return;
                    }
                } catch (IOException | java.io.UncheckedIOException removedMeanwhile) {
                    continue;
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private Process run(String out) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
                "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(), "experiment", "run", "killed.conf", "--out", out));
        return new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve(out + ".err").toFile())).start();
    }

    private String errors(String out) throws IOException {
        return Files.readString(folder.resolve(out + ".err"));
    }

    /** The table of results, without its last column, which is the clock's. */
    private List<String> table(String out) throws Exception {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        TidyCsv.write(ExperimentFolder.open(folder.resolve(out)).results(MetricMeanings.NONE), csv);
        return csv.toString(StandardCharsets.UTF_8).lines().map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }
}
