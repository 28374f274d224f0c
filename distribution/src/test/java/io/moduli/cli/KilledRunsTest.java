package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills real processes at random moments, and resumes their runs. {@code -Dmoduli.kills=200} kills as often, {@code
 * -Dmoduli.kills.pipeline=FILE} another pipeline than the small one of the tests.
 */
class KilledRunsTest {

    private static final Pattern GOING_ON = Pattern.compile("continuing from stage (\\d+) after (\\d+) epochs");
    private static final List<String> OF_THE_CLOCK = List.of("seconds", "batch_share", "steps_per_second");

    @TempDir
    Path folder;

    @BeforeEach
    void writePipeline() throws IOException {
        String own = System.getProperty("moduli.kills.pipeline", "");
        try (InputStream pipeline = own.isEmpty()
                ? KilledRunsTest.class.getResourceAsStream("killed.conf")
                : Files.newInputStream(Path.of(own))) {
            Files.copy(pipeline, folder.resolve("killed.conf"));
        }
    }

    @Test
    void runsThatAreKilledAtRandomMomentsAndResumedLeaveTheFilesOfAnUndisturbedOne() throws Exception {
        int kills = Integer.getInteger("moduli.kills", 5);
        long begin = System.nanoTime();
        assertThat(end(start("run", "killed.conf", "--out", "whole"))).as(errors()).isZero();
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        Map<String, Object> expected = left("whole");
        Random moments = new Random(kills);

        int killed = 0;
        for (int number = 0; killed < kills; number++) {
            String out = "killed-" + number;
            boolean alive = kill(start("run", "killed.conf", "--out", out), moments.nextLong(milliseconds));
            while (alive) {
                killed++;
                if (!Files.exists(folder.resolve(out).resolve("pipeline.conf"))) {
                    break;
                }
                int[] reached = lastEpoch(out);
                Process resumed = start("resume", out);
                alive = killed < kills && kill(resumed, moments.nextLong(milliseconds));
                if (!alive) {
                    assertThat(end(resumed)).as(errors()).isIn(0, 2);
                }
                assertAtMostAnEpochIsLost(reached);
            }
            if (!alive && Files.exists(folder.resolve(out).resolve("summary.json"))) {
                assertThat(left(out)).as("%s, after %d kills", out, killed).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it needs a shell that limits the size of files")
    void aCheckpointThatFindsNoRoomFailsTheRunAndLeavesTheOneBefore() throws Exception {
        // A first run unpacks the native libraries, which are larger than the limit of the second.
        String dense = "stages = [{ type = train, epochs = 3, steps-per-epoch = 2 }], pruner = null, report.enabled = false";
        Files.writeString(folder.resolve("dense.conf"), Files.readString(folder.resolve("killed.conf")) + dense);
        assertThat(end(start("run", "dense.conf", "--out", "roomy"))).as(errors()).isZero();
        assertThat(end(start("run", "dense.conf", "--out", "full", "-o", "stages.0.epochs=1"))).as(errors()).isZero();
        // The arrays of a checkpoint are larger than any other file, the network's included.
        long blocks = Files.size(folder.resolve("full/checkpoints/000001/arrays.safetensors")) / 512 - 1;

        int status = end(process(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"), "resume", "full",
                "-o", "stages.0.epochs=3"));

        assertThat(status).isEqualTo(1);
        assertThat(errors()).contains("full/checkpoints/000002: File too large").doesNotContain("\tat ");
        try (Stream<Path> files = Files.list(folder.resolve("full/checkpoints"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("000001", "lock");
        }
        assertThat(end(start("resume", "full"))).as(errors()).isZero();
        Map<String, Object> roomy = left("roomy");
        Map<String, Object> full = left("full");
        // They say where their settings came from.
        roomy.remove("pipeline.conf");
        full.remove("pipeline.conf");
        assertThat(full).isEqualTo(roomy);
    }

    private static boolean kill(Process process, long milliseconds) throws InterruptedException {
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            return false;
        }
        process.destroyForcibly().waitFor();
        return true;
    }

    /** The last epoch that was written before a run was killed, with its stage. */
    private int[] lastEpoch(String out) throws IOException {
        int[] last = {0, 0};
        for (String line : Files.readString(folder.resolve(out).resolve("metrics.jsonl")).split("(?<=\n)")) {
            if (line.endsWith("\n")) {
                JsonNode event = new ObjectMapper().readTree(line);
                if (event.get("event").asText().equals("epoch")) {
                    last = new int[] {event.get("stage").asInt(), event.get("epoch").asInt()};
                }
            }
        }
        return last;
    }

    private void assertAtMostAnEpochIsLost(int[] reached) throws IOException {
        Matcher from = GOING_ON.matcher(errors());
        if (from.find() && Integer.parseInt(from.group(1)) == reached[0]) {
            assertThat(reached[1] - Integer.parseInt(from.group(2))).isLessThanOrEqualTo(1);
        }
    }

    private Process start(String... arguments) throws IOException {
        return process(List.of(), arguments);
    }

    private Process process(List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
                "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        return process.waitFor();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }

    /** What a run has left, by file, without what the clock says and without checkpoints. */
    private Map<String, Object> left(String out) throws Exception {
        Map<String, Object> left = new TreeMap<>();
        Path directory = folder.resolve(out);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString();
                if (!name.startsWith("checkpoints")
                        && !List.of("provenance.json", "report.html").contains(name)) {
                    left.put(name, content(file));
                }
            }
        }
        return left;
    }

    private static Object content(Path file) throws Exception {
        ObjectMapper json = new ObjectMapper();
        if (file.endsWith("summary.json")) {
            return withoutClock(json.readTree(file.toFile()));
        }
        if (file.endsWith("metrics.jsonl")) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                lines.add(withoutClock(json.readTree(line)));
            }
            return lines;
        }
        return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static JsonNode withoutClock(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_CLOCK);
        }
        node.forEach(KilledRunsTest::withoutClock);
        return node;
    }
}
