package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;

/** Every command and every pipeline on the pages for users is one that works. */
class DocumentedCommandsTest {

    private static final Path README = Path.of("../README.md");

    /** What a fragment of a pipeline is added to. */
    private static final String BASE = """
            name = base
            task { type = addition }
            network { hidden = 384, geometry { space = torus } }
            stages = [{ type = train, epochs = 1 }]
            """;

    @TempDir
    Path folder;

    static Stream<Path> pages() throws IOException {
        return DocumentedCommands.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandOfAPageIsUnderstood(Path page) throws Exception {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(nowhere, nowhere, OptionalInt.empty(), folder, getClass().getClassLoader(),
                Optional.empty());
        for (List<String> command : DocumentedCommands.of(page)) {
            assertThatCode(() -> parse(console, command)).as("moduli " + String.join(" ", command))
                    .doesNotThrowAnyException();
        }
    }

    /** A command may be named without its arguments. */
    private static void parse(Console console, List<String> command) {
        try {
            ModuliCommand.described(console).parseArgs(command.toArray(String[]::new));
        } catch (MissingParameterException named) {
            return;
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRunOfABuiltInPipelineIsSound(Path page) throws Exception {
        List<String> builtIn = BuiltIns.pipelines(getClass().getClassLoader(), Optional.empty()).names();
        for (List<String> command : DocumentedCommands.of(page)) {
            boolean ofData = command.stream().anyMatch(word -> word.contains("path"));
            if (command.size() > 1 && List.of("run", "validate").contains(command.getFirst())
                    && builtIn.contains(command.get(1))
                    && !ofData) {
                assertSound(command);
            }
        }
    }

    private void assertSound(List<String> command) {
        List<String> call = new ArrayList<>(List.of("validate", command.get(1)));
        for (int word = 2; word + 1 < command.size(); word++) {
            if (command.get(word).equals("-o")) {
                call.addAll(command.subList(word, word + 2));
            }
        }
        Moduli validated = Moduli.call(folder, call.toArray(String[]::new));
        // Networks of some pages are larger than the memory that tests have; everything else about them is sound.
        boolean tooLarge = validated.err().contains("the network needs") && validated.err().contains("1 problem in");
        assertThat(validated.status()).as(call + " " + validated.err()).isEqualTo(tooLarge ? 2 : 0);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPipelineOfAPageIsSound(Path page) throws Exception {
        Files.copy(Path.of("src/main/pipelines/addition.conf"), folder.resolve("addition.conf"));
        for (String fragment : DocumentedCommands.hocon(page)) {
            Files.writeString(folder.resolve("page.conf"), fragment.startsWith("include") ? fragment : BASE + fragment);
            Moduli validated = Moduli.call(folder, "validate", "page.conf");
            assertThat(validated.status()).as(fragment + validated.err()).isZero();
        }
    }

    @Test
    void theCommandsOfTheReadmeWorkOneAfterTheOther() throws Exception {
        Files.writeString(folder.resolve("pairs.csv"), "0.3,1\n0.9,0\n0.4,1\n");
        Files.createDirectory(folder.resolve("text"));
        for (String part : List.of("train", "valid", "test")) {
            Files.writeString(folder.resolve("text/" + part + ".txt"), "a kind of a kind of kind\n".repeat(30));
        }
        succeeds("run", "addition", "--out", "runs/addition", "-o", "network.hidden=8", "-o", "task.samples=64", "-o",
                "task.held-out=32", "-o",
                "stages=[{ type = train, epochs = 1 }, { type = evaluate }]");
        succeeds("run", "language-model", "--out", "runs/language-model", "-o", "network.hidden=8", "-o",
                "task.batch=2", "-o",
                "task.corpus={ type = folder, path = text }", "-o", "stages=[{ type = train, epochs = 1 }]");

        List<String> done = new ArrayList<>();
        for (List<String> command : DocumentedCommands.of(README)) {
            List<String> call = new ArrayList<>(command);
            done.add(command.getFirst());
            if (command.getFirst().equals("run")) {
                if (!command.get(1).equals("navigation.conf")) {
                    continue;
                }
                call.addAll(List.of("-o", "task.place-cells=32", "-o", "network.hidden=8", "-o",
                        "stages=[{ type = train, epochs = 1, steps-per-epoch = 2 }, { type = evaluate, batches = 1 }]"));
            } else if (List.of("plugin", "experiment", "resume").contains(command.getFirst())) {
                // Other tests write, build and run plugins, run experiments, and resume runs that were interrupted.
                continue;
            }
            succeeds(call.toArray(String[]::new));
        }
        assertThat(done).contains("new", "validate", "run", "resume", "evaluate", "plugins", "predict", "generate",
                "export");
    }

    private void succeeds(String... arguments) {
        Moduli call = Moduli.call(folder, arguments);
        assertThat(call.status()).as(String.join(" ", arguments) + ": " + call.err()).isZero();
    }
}
