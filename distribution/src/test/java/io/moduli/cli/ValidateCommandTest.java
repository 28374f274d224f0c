package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateCommandTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writePipeline() throws IOException {
        Moduli.writeTiny(folder);
    }

    @Test
    void aSoundPipelineHasNoProblems() {
        Moduli call = Moduli.call(folder, "validate", "tiny.conf");

        assertThat(call.status()).isZero();
        assertThat(call.out()).matches("tiny\\.conf: no problems; training takes \\d+\\.\\d MiB of memory\\R");
        assertThat(call.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void builtInPipelinesAreSound(String name) {
        Moduli call = Moduli.call(folder, "validate", name);

        assertThat(call.status()).as(call.err()).isZero();
        assertThat(Moduli.call(folder, "print-config", name).out()).contains("name = " + '"' + name.replace('/', '-'));
    }

    static List<String> builtIn() throws IOException {
        return BuiltIns.pipelines(ValidateCommandTest.class.getClassLoader(), Optional.empty()).names();
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimizer.learning-rate=1e-2", "optimizer { learning-rate = 1e-2 }"})
    void whatNamesNoOptimizerIsMeantForTheDefaultOne(String settings) throws IOException {
        Files.writeString(folder.resolve("brief.conf"), """
                task { type = addition }
                network.hidden = 8
                stages = [{ type = train, epochs = 1 }]
                """ + settings);

        assertThat(Moduli.call(folder, "print-config", "brief.conf").out()).contains("""
                optimizer {
                    type = adam  # default
                    learning-rate = 1e-2  # brief.conf:4
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            network.hiden=3 -> network.hiden: unknown key (did you mean "hidden"?)
            network.geometry.space.type=tors -> network.geometry.space.type: unknown moduli-space "tors" (did you mean "torus"?)
            task.marks=middle -> task.marks: unknown value "middle"; expected one of anywhere | one-a-half
            network.hidden=0 -> network.hidden: expected a whole number from 1 to 1048576, found the number 0
            network.hidden=3.5 -> network.hidden: expected a whole number from 1 to 1048576, found the number 3.5
            pruner.schedule.target=1.5 -> pruner.schedule.target: expected a number from 0 to below 1, found the number 1.5
            regularizers.0.on=[read-out] -> regularizers.0.on: read-out weights have no distances
            network.hidden=1000000 -> network.hidden: the network needs 18631.3 GiB of memory
            stages=[] -> stages: there is nothing to do
            """)
    void aBadOverrideIsRefusedAtItsKey(String override, String problem) {
        Moduli call = Moduli.call(folder, "validate", "tiny.conf", "-o", override);

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).startsWith("command line: " + problem).endsWith(
                "moduli: 1 problem in tiny.conf" + System.lineSeparator());
    }

    @Test
    void allProblemsAreSaidAtOnceEachWithItsFileAndLine() throws IOException {
        Files.writeString(folder.resolve("bad.conf"), """
                task { type = adition }
                network {
                  hidden = 2.5
                }
                stages = [{ type = train, epochs = 0 }]
                """);

        Moduli call = Moduli.call(folder, "validate", "bad.conf");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err().lines()).satisfiesExactly(
                line -> assertThat(line).startsWith("bad.conf:1: task.type: unknown task \"adition\""),
                line -> assertThat(line).startsWith("bad.conf:3: network.hidden: expected a whole number"),
                line -> assertThat(line).startsWith("bad.conf:5: stages.0.epochs: expected a whole number"),
                line -> assertThat(line).isEqualTo("moduli: 3 problems in bad.conf"));
    }

    @Test
    void aFileThatIsNoHoconIsRefusedAtItsLine() throws IOException {
        Files.writeString(folder.resolve("broken.conf"), "seed = 1\nnetwork { hidden = 3\n");

        Moduli call = Moduli.call(folder, "validate", "broken.conf");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).startsWith("broken.conf:").doesNotContain("Exception");
    }

    @Test
    void anUnknownPipelineIsRefusedWithTheBuiltInOnes() {
        assertThat(Moduli.call(folder, "validate", "aditon")).isEqualTo(new Moduli(2, "",
                "moduli: aditon: there is no such file and no such built-in pipeline (did you mean \"addition\"?);"
                        + " built in are a-priori/addition, a-priori/language-model, a-priori/navigation,"
                        + " addition, language-model, navigation, paper/addition,"
                        + " paper/language-model, paper/navigation, small/language-model,"
                        + " small/navigation, tiny/a-priori-navigation, tiny/a-priori-small-box,"
                        + " tiny/navigation" + System.lineSeparator()));
    }

    @Test
    void aFolderIsNoPipeline() {
        assertThat(Moduli.call(folder, "validate", ".").err()).startsWith("moduli: . is a folder; built in are ");
    }

    @Test
    void aFileWinsOverABuiltInPipelineOfItsName() throws IOException {
        Files.writeString(folder.resolve("addition"), "seed = x");

        assertThat(Moduli.call(folder, "validate", "addition").err()).contains("addition:1: seed: ");
    }
}
