package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintConfigurationCommandTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writePipeline() throws IOException {
        Moduli.writeTiny(folder);
    }

    @Test
    void everyValueSaysWhereItCameFrom() {
        Moduli call = Moduli.call(folder, "print-config", "tiny.conf", "-o", "network.hidden=20");

        assertThat(call.status()).isZero();
        assertThat(call.out().lines()).contains("seed = 3  # tiny.conf:2", "    hidden = 20  # command line",
                "    layers = 1  # default");
    }

    @Test
    void whatIsPrintedIsAPipelineThatComesToTheSame() throws IOException {
        String printed = Moduli.call(folder, "print-config", "tiny.conf", "--plain").out();
        Files.writeString(folder.resolve("again.conf"), printed);

        assertThat(Moduli.call(folder, "print-config", "again.conf", "--plain")).isEqualTo(new Moduli(0, printed, ""));
    }

    @Test
    void aBadPipelinePrintsNothingToStandardOutput() {
        Moduli call = Moduli.call(folder, "print-config", "tiny.conf", "-o", "network.hidden=0");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
    }
}
