package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewPipelineCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"addition", "navigation", "language-model"})
    void thePipelineOfEachTaskIsSoundAsItIsWritten(String task) {
        Moduli call = Moduli.call(folder, "new", task);

        assertThat(call).isEqualTo(new Moduli(0,
                "Wrote %1$s.conf. Run it with \"moduli run %1$s.conf\".%2$s".formatted(task, System.lineSeparator()),
                ""));
        Moduli validated = Moduli.call(folder, "validate", task + ".conf");
        assertThat(validated.status()).as(validated.err()).isZero();
    }

    @Test
    void everySettingOfTheTaskHasItsDefaultAndACommentThatSaysWhatItIs() throws IOException {
        Moduli.call(folder, "new", "addition", "--out", "mine.conf");

        assertThat(Files.readString(folder.resolve("mine.conf"))).startsWith("# The adding problem: ").contains(
                "moduli run mine.conf", """
                          # Time steps of a sequence
                          # (whole number of 2 or more)
                          sequence-length = 50
                        """, """
                          # (one of anywhere | one-a-half)
                          marks = one-a-half
                        """);
    }

    @Test
    void whatAChoiceMaySayIsInTheComment() throws IOException {
        Moduli.call(folder, "new", "language-model");

        assertThat(Files.readString(folder.resolve("language-model.conf"))).contains("  #   type = folder: ",
                "  #     path: ", "  corpus = { type = wordnet }\n");
    }

    @Test
    void itRunsToItsEnd() {
        Moduli.call(folder, "new", "addition");

        Moduli run = Moduli.call(folder, "run", "addition.conf", "-o", "network.hidden=8", "-o",
                "task.sequence-length=4", "-o", "stages=[{ type = train, epochs = 1, steps-per-epoch = 2 }]", "-o",
                "report.enabled=false");

        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void noFileIsReplaced() throws IOException {
        Files.writeString(folder.resolve("addition.conf"), "precious");

        assertThat(Moduli.call(folder, "new", "addition")).isEqualTo(new Moduli(2, "",
                "moduli: addition.conf is there already and is not replaced; --out names another file"
                        + System.lineSeparator()));
        assertThat(folder.resolve("addition.conf")).hasContent("precious");
    }

    @Test
    void anUnknownTaskIsToldWithTheNearestOne() {
        assertThat(Moduli.call(folder, "new", "adition")).isEqualTo(new Moduli(2, "",
                "moduli: there is no task \"adition\" (did you mean \"addition\"?); there are addition, language-model, navigation"
                        + System.lineSeparator()));
        assertThat(Moduli.call(folder, "new", "addition", "--out", "nowhere/a.conf").err())
                .contains("there is no such folder to write it to");
    }
}
