package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Failures failures = new Failures(
            new Console(
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8), OptionalInt.empty(), Path.of(""),
                    FailuresTest.class.getClassLoader(), Optional.empty()),
            () -> false);

    @Test
    void whatAPluginThrowsIsSaidWithItsCauseAndFailsTheRun() {
        assertThat(failures.report(new IllegalStateException("the plugin gave up"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(
                "moduli: failed unexpectedly: IllegalStateException: the plugin gave up; this is a fault in Moduli or in a plugin, and --stacktrace shows where%n"
                        .formatted());
    }

    @Test
    void whatFailedAfterwardsIsSaidAfterIt() {
        IllegalStateException first = new IllegalStateException("the plugin gave up");
        first.addSuppressed(new IOException("No space left on device"));

        assertThat(failures.report(first)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).satisfiesExactly(
                line -> assertThat(line).startsWith("moduli: failed unexpectedly: "),
                line -> assertThat(line).isEqualTo("moduli: after that, this failed, too: No space left on device"));
    }
}
