package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writePipeline() throws IOException {
        Moduli.writeTiny(folder);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        byte[] first = model("first", "seed=3");
        byte[] second = model("second", "seed=3");
        byte[] other = model("other", "seed=4");

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first).hasSameSizeAs(first);
    }

    @Test
    void aRunEndsWithATableOfItsStagesAndWeights() {
        Moduli call = Moduli.call(folder, "run", "tiny.conf", "--out", "out");

        assertThat(call.status()).isZero();
        // Times are nobody's promise; every other number is the seed's.
        List<String> lines = call.out().lines()
                .map(line -> line.replaceAll(" +", " ").replaceFirst("^(\\d [a-z-]+) [0-9.]+", "$1 T")
                        .replaceFirst("^[0-9.e+]+ training", "N training"))
                .toList();
        assertThat(lines).startsWith("", "Stage Seconds Metrics", "1 train T sparsity 90.1 %");
        assertThat(lines.get(3))
                .matches("2 evaluate T error \\S+, baseline-error 0.2041, accuracy \\S+,( loss \\S+)?");
        assertThat(lines).contains("3 lottery-ticket T sparsity 90.1 %");
        assertThat(call.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(lines).endsWith("all 90.1 %", "", "N training steps per second", "The run is in out");
    }

    @Test
    void progressGoesToStandardErrorAndIsNoFlood() {
        Moduli call = Moduli.call(folder, "run", "tiny.conf", "--out", "out", "-o", "stages.0.epochs=200");

        assertThat(call.err().lines()).contains(
                "stage 1 of 4, train: 200 epochs, 1600 steps", "stage 2 of 4, evaluate: 2 batches").hasSizeLessThan(40);
        assertThat(call.err()).contains("  epoch 200 of 200, loss ");
    }

    @Test
    void aRunDirectoryHoldsWhatIsPromisedAndNothingHalfWritten() throws IOException {
        Moduli.call(folder, "run", "tiny.conf", "--out", "out", "-o", "report.enabled=true");

        assertThat(files("out")).contains("metrics.jsonl", "model.safetensors", "pipeline.conf",
                "provenance.json", "report.html", "summary.json").noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void theReportShowsTheRunUnlessItIsSwitchedOff() throws IOException {
        Moduli call = Moduli.call(folder, "run", "tiny.conf", "--out", "with", "-o", "report.enabled=true");
        Moduli.call(folder, "run", "tiny.conf", "--out", "without");

        assertThat(call.err()).doesNotContain("report");
        assertThat(folder.resolve("with/report.html")).content().contains(
                "<h1>tiny: done</h1>", "4. evaluate", "3. lottery-ticket",
                "Geometry of layer 1 (rnn.weight_hh_l0)", "<figure id=\"loss\">",
                "<figure id=\"layer-1-recurrent-weights\">");
        assertThat(files("without")).contains("summary.json").doesNotContain("report.html");
    }

    @Test
    void theEffectiveConfigurationOfARunRunsAgainToTheSameBytes() throws IOException {
        byte[] first = model("first", "seed=5");
        Files.copy(folder.resolve("first/pipeline.conf"), folder.resolve("again.conf"));

        assertThat(Moduli.call(folder, "run", "again.conf", "--out", "second").status()).isZero();
        assertThat(folder.resolve("second/model.safetensors")).hasBinaryContent(first);
    }

    @Test
    void aRunThatDivergesNamesItsStepAndLeavesWhatItHad() throws IOException {
        Moduli call = Moduli.call(folder, "run", "tiny.conf", "--out", "out", "-o",
                "optimizer={ type = sgd, learning-rate = 1e30 }", "-o", "clip-norm=1e30", "-o",
                "report.enabled=true");

        assertThat(call.status()).isEqualTo(1);
        assertThat(call.err()).contains("the run so far is in out")
                .containsPattern("moduli: train diverged at step \\d+ \\(epoch 1\\): loss ").doesNotContain("\tat ");
        assertThat(files("out")).contains("metrics.jsonl", "summary.json", "model.safetensors");
        assertThat(folder.resolve("out/summary.json")).content().contains("\"outcome\" : \"diverged\"");
        assertThat(folder.resolve("out/report.html")).content()
                .contains("<h1>tiny: diverged</h1>", "train diverged at step", "not finished");
        assertThat(Moduli.call(folder, "evaluate", "out").err())
                .containsPattern("moduli: model.safetensors resulted in \\S+ \\S+.*: the network has diverged");
    }

    @Test
    void aDirectoryWithSomethingInItIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("full"));
        Files.writeString(folder.resolve("full/results.txt"), "precious");

        Moduli call = Moduli.call(folder, "run", "tiny.conf", "--out", "full");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains("full is not empty; name another, nothing is overwritten");
        assertThat(files("full")).containsExactly("results.txt");
    }

    @Test
    void aFileIsNoDirectoryToRunIn() {
        Moduli call = Moduli.call(folder, "run", "tiny.conf", "--out", "tiny.conf");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains("tiny.conf cannot be written to: ").contains("tiny.conf is not a directory");
    }

    @Test
    void aDirectoryBelowAFileCannotBeMade() {
        Moduli call = Moduli.call(folder, "run", "tiny.conf", "--out", "tiny.conf/out");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).startsWith("moduli: the output directory ").contains("cannot be written to");
    }

    @Test
    void aBadPipelineMakesNoDirectory() {
        Moduli call = Moduli.call(folder, "run", "tiny.conf", "--out", "out", "-o", "network.hidden=0");

        assertThat(call.status()).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private byte[] model(String out, String override) throws IOException {
        assertThat(Moduli.call(folder, "run", "tiny.conf", "--out", out, "-o", override).status()).isZero();
        return Files.readAllBytes(folder.resolve(out).resolve("model.safetensors"));
    }

    private List<String> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
