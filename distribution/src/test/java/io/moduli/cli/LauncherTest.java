package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starts the launcher script as people do, from a folder with a space in its name. Its class path is that of the tests,
 * handed over in MODULI_OPTS, since the distribution is packaged only after them.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script")
class LauncherTest {

    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    Path folder;

    private Path launcher;
    private Path javaOptions;

    @BeforeEach
    void install() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("a folder/moduli/bin"));
        launcher = Files.copy(Path.of("src/main/bin/moduli"), bin.resolve("moduli"));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        javaOptions = Files.writeString(folder.resolve("java.options"), "-cp \"" + classPath + "\"\n");
        Moduli.writeTiny(folder);
    }

    @Test
    void itStartsThroughSymbolicLinksFromAnyFolder() throws Exception {
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), Path.of("a folder/moduli/bin/moduli"));
        Path twice = Files.createSymbolicLink(folder.resolve("twice"), linked);

        Ended ended = end(start(Map.of(), twice.toString(), "--version"));

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).startsWith("moduli ").contains("java 25");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aJavaOfAnotherReleaseIsPassedOver() throws Exception {
        Ended ended = end(start(Map.of("JAVA_HOME", fakeJava("17.0.9").toString()), launcher.toString(), "--version"));

        assertThat(ended.out()).contains("java 25");
    }

    @Test
    void aWrongJavaThatIsAskedForByNameIsRefusedInALine() throws Exception {
        Path fake = fakeJava("26.0.1");

        Ended ended = end(start(Map.of("MODULI_JAVA_HOME", fake.toString()), launcher.toString(), "--version"));

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo(
                "moduli: MODULI_JAVA_HOME is " + fake + ", which holds Java 26; it must be a Java 25\n");
    }

    @Test
    void pluginsAreListedWithoutTheVectorApiAndItsWarning() throws Exception {
        Ended ended = end(start(Map.of(), launcher.toString(), "plugins"));

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("leaky-elman", "gru", "lstm").doesNotContain("Problems");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "new addition", "plugins", "plugins torus", "plugins --json",
        "print-config tiny.conf",
        "validate tiny.conf"})
    void whatComputesNothingTouchesNoNativeLibrary(String arguments) throws Exception {
        Path classes = folder.resolve("classes.log");
        Files.writeString(javaOptions, Files.readString(javaOptions) + "-Xlog:class+load:file=" + classes + "\n");
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments.split(" ")));

        assertThat(end(start(Map.of(), command.toArray(String[]::new))).status()).isZero();

        try (Stream<String> lines = Files.lines(classes)) {
            assertThat(lines.filter(
                    line -> line.contains(" org.bytedeco.javacpp.Loader ")
                            || line.contains(" org.nd4j.linalg.factory.")))
                    .isEmpty();
        }
    }

    @Test
    void whatAComponentLogsIsShownToThoseWhoAskForMore() throws Exception {
        for (String part : List.of("train", "valid", "test")) {
            Files.writeString(folder.resolve(part + ".txt"), "the cat sat on the mat\n".repeat(20));
        }
        Files.writeString(folder.resolve("words.conf"), """
                name = words, seed = 1
                task { type = language-model, corpus { type = folder, path = "." }, batch = 2, sequence-length = 3 }
                network { cell { type = elman }, hidden = 4 }
                stages = [{ type = train, epochs = 1 }]
                """);
        String logged = "train.txt: 140 words, 0.0 % of them not among the 5 known";

        Ended quiet = end(start(Map.of(), launcher.toString(), "validate", "words.conf"));
        assertThat(quiet.status()).as(quiet.err()).isZero();
        assertThat(quiet.err()).doesNotContain(logged);
        assertThat(end(start(Map.of(), launcher.toString(), "validate", "--verbose", "words.conf")).err())
                .contains(logged);
    }

    @Test
    void theCommandSetsTheThreadsOfOpenBlasForItsWholeProcess() throws Exception {
        Ended ended = end(start(Map.of("OPENBLAS_NUM_THREADS", "2"), launcher.toString(), "run", "tiny.conf", "--out",
                "out"));

        assertThat(ended.status()).isZero();
        assertThat(ended.err()).doesNotContain("OpenBLAS");
        assertThat(folder.resolve("out/provenance.json")).content().contains(
                "\"process_settings_claimed\" : true", "\"openblas_threads\" : 1", "\"headless\" : true");
    }

    @Test
    void aRunSaysWhichDistributionMadeIt() throws Exception {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("moduli-distribution.properties"), "name=lab\nversion=1.2\n");
        Files.writeString(javaOptions, Files.readString(javaOptions).replace("-cp \"", "-cp \"" + conf + ":"));

        Ended ended = end(start(Map.of(), launcher.toString(), "run", "tiny.conf", "--out", "out"));

        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode provenance = new ObjectMapper().readTree(folder.resolve("out/provenance.json").toFile());
        assertThat(provenance.get("distribution"))
                .isEqualTo(new ObjectMapper().readTree("{\"name\": \"lab\", \"version\": \"1.2\"}"));
        assertThat(
                new ObjectMapper().readTree(folder.resolve("out/summary.json").toFile()).get("distribution").asText())
                .isEqualTo("lab 1.2");
    }

    @Test
    void aTaskThatWarnsWhenItIsOpenedWarnsOnceARun() throws Exception {
        Files.writeString(folder.resolve("few.conf"), """
                name = few, seed = 1
                task { type = navigation, place-cells = 64, sequence-length = 3, batch = 5 }
                network { cell { type = elman }, hidden = 4 }
                stages = [{ type = train, epochs = 1, steps-per-epoch = 1 }]
                report.enabled = false
                """);

        Ended ended = end(start(Map.of(), launcher.toString(), "run", "few.conf", "--out", "out"));

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err()).containsOnlyOnce("place cells are in a field on average");
    }

    /** A terminal that is closed may be told of twice, by the system and by the shell. */
    @ParameterizedTest
    @ValueSource(strings = {"-INT", "-HUP", "-HUP -HUP", "-TERM"})
    @Timeout(120)
    void whoeverAsksARunToStopGetsStatus130AndAReadableDirectory(String signals) throws Exception {
        Process process = start(Map.of(), interruptible(launcher.toString(), "run", "tiny.conf", "--out", "out", "-o",
                "stages.0.epochs=10000000"));
        Path metrics = folder.resolve("out/metrics.jsonl");
        while (process.isAlive() && (!Files.exists(metrics) || Files.size(metrics) == 0)) {
            Thread.sleep(50);
        }

        for (String signal : signals.split(" ")) {
            assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor()).isZero();
        }
        Ended ended = end(process);

        assertThat(ended.status()).isEqualTo(130);
        assertThat(ended.err()).contains("stopping after this step", "moduli: interrupted").doesNotContain("Exception");
        assertThat(folder.resolve("out/summary.json")).content().contains("\"outcome\" : \"interrupted\"");
        assertThat(folder.resolve("out/model.safetensors")).exists();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    void aModelThatFindsNoRoomOnTheDiskFailsTheRunAndIsNotHalfWritten() throws Exception {
        // A first run unpacks the native libraries, which are larger than the limit of the second.
        assertThat(end(start(Map.of(), launcher.toString(), "run", "tiny.conf", "--out", "roomy")).status()).isZero();

        // 200 blocks of 512 bytes; 200 hidden units take 160 kB.
        Ended ended = end(start(Map.of(), "sh", "-c", "ulimit -f 200; exec \"$@\"", "sh", launcher.toString(), "run",
                "tiny.conf", "--out", "out", "-o", "network.hidden=200", "-o", "pruner.schedule.target=0", "-o",
                "checkpoint.enabled=false"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("out/model.safetensors: File too large")
                .doesNotContain("\tat ");
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("pipeline.conf")
                    .noneMatch(file -> file.contains("model.safetensors"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Größe", "a!b", "100% #1"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "macOS has a locale's encoding only for what it shows")
    void itRunsFromAndInFoldersOfAnyNameInTheLocaleOfC(String name) throws Exception {
        Assumptions.assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")),
                "the test needs the name itself");
        Path place = Files.createDirectories(folder.resolve(name));
        Files.move(folder.resolve("a folder/moduli"), place.resolve("moduli"));
        Files.copy(folder.resolve("tiny.conf"), place.resolve("my.conf"));

        Ended ended = end(
                start(Map.of("LC_ALL", "C"), "sh", "-c", "cd */moduli/..; exec moduli/bin/moduli run ../*/my.conf",
                        "sh"));

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(place.resolve("runs/tiny/model.safetensors")).exists();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "macOS limits no addresses")
    void aRunFitsIntoTheAddressesThatItMayHave() throws Exception {
        Ended ended = end(
                start(Map.of(), "sh", "-c", "ulimit -v 4000000; exec \"$@\"", "sh", launcher.toString(), "run",
                        "tiny.conf", "--out", "out"));

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(folder.resolve("out/model.safetensors")).exists();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
    void outputThatIsLostIsAFailure() throws Exception {
        Ended ended = end(start(Map.of(), "sh", "-c", "exec \"$@\" > /dev/full", "sh", launcher.toString(), "plugins"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("moduli: standard output cannot be written to: No space left on device\n");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() throws Exception {
        Ended ended = end(start(Map.of(), "sh", "-c", "{ \"$@\"; echo \"status $?\" >&2; } | true", "sh",
                launcher.toString(), "plugins"));

        assertThat(ended.err()).isEqualTo("status 0\n");
    }

    /** What a process came to. */
    private record Ended(int status, String out, String err) {
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile()).redirectError(folder.resolve("err.txt").toFile());
        builder.environment().keySet()
                .removeAll(List.of("MODULI_JAVA_HOME", "JAVA_HOME", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put("PATH", JAVA_HOME + "/bin:" + System.getenv("PATH"));
        builder.environment().put("MODULI_OPTS", "@" + javaOptions + " -Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Ended end(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(100, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), Files.readString(folder.resolve("out.txt")),
                Files.readString(folder.resolve("err.txt")));
    }

    /** Undoes what a build that runs in the background does: its children inherit that Ctrl-C is ignored. */
    private static String[] interruptible(String... command) throws IOException, InterruptedException {
        Process probe = new ProcessBuilder("env", "--default-signal=INT,HUP", "true")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return probe.waitFor() == 0
                ? Stream.concat(Stream.of("env", "--default-signal=INT,HUP"), Stream.of(command)).toArray(String[]::new)
                : command;
    }

    private Path fakeJava(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java-" + version));
        Files.createDirectory(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\necho the wrong Java\nexit 9\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }
}
