package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.bundle.BundleForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class ModuliCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "plugins", "plugin install", "distribution build", "help"})
    void helpBeforeACommandIsItsHelp(String command) {
        String[] words = command.split(" ");
        String[] behind = Stream.concat(Stream.of(words), Stream.of("--help")).toArray(String[]::new);
        String[] before = Stream.concat(Stream.of("help"), Stream.of(words)).toArray(String[]::new);

        Moduli call = Moduli.call(folder, before);

        assertThat(call.status()).isZero();
        assertThat(call.out()).startsWith("Usage: moduli " + command)
                .isEqualTo(Moduli.call(folder, behind).out());
    }

    @Test
    void noLineOfHelpIsBroken() {
        assertThat(Moduli.call(folder, "help", "run").out().lines())
                .contains("  moduli run my.conf -o 'regularizers+={ type = l1, strength = 1e-5 }'")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void helpAloneIsThatOfAllCommands() {
        assertThat(Moduli.call(folder, "help")).isEqualTo(Moduli.call(folder, "--help"));
    }

    @Test
    void helpForWhatIsNoCommandIsBadInput() {
        assertThat(Moduli.call(folder, "help", "rum").err()).isEqualTo(
                "moduli: unknown command rum (did you mean \"run\"?); there are new, run, resume, experiment, evaluate, overlap, predict, generate, export, validate, print-config, plugins, plugin, distribution, help%n"
                        .formatted());
        assertThat(Moduli.call(folder, "help", "run", "addition").err())
                .isEqualTo("moduli: there is no use for the argument addition%n".formatted());
    }

    @Test
    void coloursAreThereWhereTheConsoleHasThem() throws IOException {
        Moduli.writeTiny(folder);
        Colours colours = new Colours(Ansi.ON, Ansi.ON);

        assertThat(Moduli.call(folder, colours, "validate", "tiny.conf").out())
                .startsWith("tiny.conf: \u001b[32mno problems\u001b[0m; training takes ");
        assertThat(Moduli.call(folder, colours, "validate", "none.conf").err())
                .startsWith("\u001b[1m\u001b[31mmoduli:\u001b[0m none.conf: there is no such file");
        assertThat(Moduli.call(folder, colours, "--help").out()).contains("\u001b[1mmoduli");
        assertThat(Moduli.call(folder, "--help").out()).doesNotContain("\u001b");
    }

    @Test
    void coloursAreForTerminalsUnlessTheEnvironmentSaysOtherwise() {
        assertThat(Colours.of(Map.of(), true, false)).isEqualTo(new Colours(Ansi.ON, Ansi.OFF));
        assertThat(Colours.of(Map.of("NO_COLOR", ""), true, true)).isEqualTo(new Colours(Ansi.ON, Ansi.ON));
        assertThat(Colours.of(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), true, true)).isEqualTo(Colours.NONE);
        assertThat(Colours.of(Map.of("CLICOLOR_FORCE", "1"), false, false)).isEqualTo(new Colours(Ansi.ON, Ansi.ON));
        assertThat(Colours.of(Map.of("CLICOLOR_FORCE", "0"), false, false)).isEqualTo(Colours.NONE);
    }

    @Test
    void aFolderOfPluginsThatIsNamedTwiceIsThereOnce() throws IOException {
        BundleForge.bundle("ripples").into(folder.resolve("one"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("one"));

        Moduli once = Moduli.call(folder, "plugins", "--plugins", "one");

        assertThat(once.out()).contains("ripples").doesNotContain("Problems");
        assertThat(Moduli.call(folder, "plugins", "--plugins", "one", "--plugins", "./one", "--plugins", "link"))
                .isEqualTo(once);
        assertThat(Moduli.call(folder, "plugin", "verify", "--plugins", "one", "--plugins", "link").status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "print-config", "plugins"})
    void everyCommandHasHelpWithExamples(String command) {
        Moduli call = Moduli.call(folder, command, "--help");

        assertThat(call.status()).isZero();
        assertThat(call.out()).startsWith("Usage: moduli " + command + " ").contains("Examples:",
                "  moduli " + command + " ");
    }

    @Test
    void theHelpNamesTheCommandsAndTheExitStatuses() {
        Moduli call = Moduli.call(folder, "--help");

        assertThat(call.status()).isZero();
        assertThat(call.out()).contains("run ", "validate ", "print-config ", "plugins ", "130   interrupted");
    }

    @Test
    void theVersionNamesModuliJavaAndTheSystem() {
        Moduli call = Moduli.call(folder, "--version");

        assertThat(call.status()).isZero();
        assertThat(call.out().lines()).satisfiesExactly(line -> assertThat(line).startsWith("moduli "),
                line -> assertThat(line).startsWith("java 25"), line -> assertThat(line).startsWith("system "));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            validat x           -> moduli: unknown command validat (did you mean "validate"?); there are new, run, resume, experiment, evaluate, overlap, predict, generate, export, validate, print-config, plugins, plugin, distribution, help
            run x --outt y      -> moduli: unknown option --outt (did you mean "--out"?)
            run                 -> moduli: Missing required parameter: 'FILE'
            validate a b        -> moduli: there is no use for the argument b
            rnu tiny.conf       -> moduli: unknown command rnu (did you mean "run"?); there are new, run, resume, experiment, evaluate, overlap, predict, generate, export, validate, print-config, plugins, plugin, distribution, help
            nonsense run        -> moduli: unknown command nonsense; there are new, run, resume, experiment, evaluate, overlap, predict, generate, export, validate, print-config, plugins, plugin, distribution, help
            plugin remov x      -> moduli: unknown command remov (did you mean "remove"?); there are new, install, remove, verify
            plugins install x   -> moduli: there is no use for the argument x; "install" is a command of "moduli plugin"; see "moduli help plugin install"
            """)
    void wrongArgumentsAreBadInputSaidInALine(String arguments, String message) {
        Moduli call = Moduli.call(folder, arguments.split(" "));

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err().lines()).hasSize(2).first().isEqualTo(message);
    }

    @Test
    void noArgumentsAtAllShowTheHelpAsAnError() {
        Moduli call = Moduli.call(folder);

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).startsWith("Usage: moduli ");
    }
}
