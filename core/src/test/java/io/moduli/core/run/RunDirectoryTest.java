package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.core.config.problem.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of a run: whose it is, and what is written to it, whole or not at all. */
class RunDirectoryTest {

    private static final String PIPELINE = Runs.BASE + "stages = [" + Runs.TRAIN + "]\n";

    @TempDir
    Path folder;

    private Runs runs;

    @BeforeEach
    void start() {
        runs = new Runs(folder);
    }

    private List<String> contentOf(String out) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aDirectoryWithSomethingInItIsRefusedAndLeftAlone() throws Exception {
        Files.createDirectories(folder.resolve("full"));
        Files.writeString(folder.resolve("full/notes"), "mine");

        assertThatThrownBy(() -> runs.prepare("full", PIPELINE))
                .isInstanceOf(BadInputException.class)
                .hasMessage("the output directory %s is not empty; name another, nothing is overwritten",
                        folder.resolve("full"));
        assertThat(contentOf("full")).containsExactly("notes");
        runs.run("empty/below", PIPELINE);
        assertThat(contentOf("empty/below")).contains("model.safetensors", "summary.json");
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws Exception {
        Files.writeString(folder.resolve("file"), "mine");

        assertThatThrownBy(() -> runs.prepare("file", PIPELINE))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("the output directory %s cannot be written to: ", folder.resolve("file"));
        assertThatThrownBy(() -> runs.prepare("file/below", PIPELINE)).isInstanceOf(BadInputException.class);
        assertThat(Files.readString(folder.resolve("file"))).isEqualTo("mine");
    }

    @Test
    void unnamedRunsGetDirectoriesOfTheirOwn() throws Exception {
        assertThat(RunDirectory.createUnused(folder, "x").path()).isEqualTo(folder.resolve("x"));
        Files.createDirectory(folder.resolve("x-2"));
        assertThat(RunDirectory.createUnused(folder, "x").path()).isEqualTo(folder.resolve("x-3"));
        assertThat(contentOf("x-2")).isEmpty();
    }

    @Test
    void runsThatBeginAtTheSameMomentGetDirectoriesOfTheirOwn() throws Exception {
        int together = 8;
        for (int round = 0; round < 20; round++) {
            String name = "round-" + round;
            List<Object> outcomes = atOnce(together, () -> RunDirectory.createUnused(folder.resolve("runs"), name));

            assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(RunDirectory.class))
                    .extracting(outcome -> ((RunDirectory) outcome).path()).doesNotHaveDuplicates();
        }
    }

    @Test
    void ofRunsThatWantOneDirectoryAtTheSameMomentOneGetsIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path wanted = folder.resolve("wanted-" + round);
            List<Object> outcomes = atOnce(8, () -> RunDirectory.create(wanted));

            assertThat(outcomes).filteredOn(RunDirectory.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(outcome -> !(outcome instanceof RunDirectory)).hasSize(7)
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(BadInputException.class)
                            .extracting(Object::toString).asString().contains("is not empty; name another"));
        }
    }

    /** What each of some threads came to that call the same at the same moment, or what it threw. */
    private static List<Object> atOnce(int threads, Callable<RunDirectory> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            Callable<Object> attempt = () -> {
                start.await();
                try {
                    return call.call();
                } catch (BadInputException refused) {
                    return refused;
                }
            };
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> future : executor.invokeAll(Collections.nCopies(threads, attempt))) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    @Test
    void aFileThatCannotBeWrittenInFullLeavesTheOneBefore() throws Exception {
        RunDirectory directory = RunDirectory.create(folder.resolve("disk"));
        directory.write("file", "before");

        assertThatThrownBy(() -> directory.write("file", output -> {
            output.write(new byte[1 << 20]);
            throw new IOException("No space left on device");
        })).isInstanceOf(IOException.class).hasMessage(folder.resolve("disk/file") + ": No space left on device");

        assertThat(Files.readString(directory.file("file"))).isEqualTo("before");
        assertThat(contentOf("disk")).containsExactlyInAnyOrder("file", "metrics.jsonl");
    }

    @Test
    void aFullDiskLeavesNothingByHalf() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "there is no such device on this system");
        Path link = Files.createSymbolicLink(folder.resolve("file"), full);
        assertThatThrownBy(() -> Files.write(link, new byte[] {1})).isInstanceOf(IOException.class);

        RunDirectory directory = RunDirectory.create(folder.resolve("disk"));
        Files.createSymbolicLink(directory.file(".file.part"), full);
        assertThatThrownBy(() -> directory.write("file", "content")).isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("disk/file") + ": No space left on device");
        assertThat(contentOf("disk")).containsExactly("metrics.jsonl");

        MetricsLog log = new MetricsLog(Files.createSymbolicLink(folder.resolve("full.jsonl"), full));
        assertThatThrownBy(() -> log.append(Map.of("event", "epoch"))).isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("full.jsonl") + ": No space left on device");
    }
}
