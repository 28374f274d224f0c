package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuliCommandTest {

    @TempDir
    Path folder;

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
            validat x           -> moduli: unknown command validat (did you mean "validate"?); there are run, evaluate, validate, print-config, plugins, plugin, distribution
            run x --outt y      -> moduli: unknown option --outt (did you mean "--out"?)
            run                 -> moduli: Missing required parameter: 'FILE'
            validate a b        -> moduli: there is no use for the argument b
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
