package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.Plugin;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pruner that does not keep its promises, as the command runs it. */
class BrokenPrunerTest {

    @TempDir
    Path folder;

    @Test
    void itIsNamedWithTheWeightAndWhatWasTrainedIsThere() throws Exception {
        Moduli.writeTiny(folder);
        Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve(Plugin.class.getName()), SilentRegrowth.class.getName());
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.resolve("classes").toUri().toURL()}, getClass().getClassLoader())) {
            Moduli call = Moduli.call(folder, loader, "run", "tiny.conf", "--out", "out", "-o",
                    "pruner={ type = silent, schedule { type = linear, target = 0.5, epochs = 2 } }");

            assertThat(call.status()).isEqualTo(1);
            assertThat(call.err())
                    .contains("the run so far is in out", "moduli: the pruner silent is broken: "
                            + "its mask for rnn.weight_hh_l0 brings 1 entries back, but it does not declare that it regrows")
                    .doesNotContain("\tat ");
        }
        assertThat(folder.resolve("out/model.safetensors")).isNotEmptyFile();
        assertThat(folder.resolve("out/metrics.jsonl")).content().contains("\"event\":\"epoch\"");
        assertThat(folder.resolve("out/summary.json")).content().contains("\"outcome\" : \"failed\"");
    }
}
