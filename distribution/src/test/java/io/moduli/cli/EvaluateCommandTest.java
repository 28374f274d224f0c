package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    /** As the tables of a run and of its evaluation have them. */
    private static final Pattern METRICS = Pattern.compile("error \\S+, baseline-error \\S+, accuracy \\S+, loss \\S+");

    @TempDir
    Path folder;

    private Moduli run;

    @BeforeEach
    void runOnce() throws IOException {
        Moduli.writeTiny(folder);
        run = Moduli.call(folder, "run", "tiny.conf", "--out", "out");
        assertThat(run.status()).isZero();
    }

    @Test
    void theTableHasTheNumbersOfTheRunsEvaluateStages() {
        Moduli call = Moduli.call(folder, "evaluate", "out");

        assertThat(call.status()).isZero();
        List<String> metrics = METRICS.matcher(onOneLine(run)).results().map(MatchResult::group).toList();
        assertThat(metrics).hasSize(2);
        assertThat(onOneLine(call))
                .startsWith(" Network Sparsity Weights stored sparse Seconds model.safetensors 90.1 % 0 of 3 ")
                .contains(" model.safetensors: " + metrics.get(0) + " lottery-ticket.safetensors: " + metrics.get(1));
        assertThat(call.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private static String onOneLine(Moduli call) {
        return call.out().replaceAll("\\s+", " ");
    }

    @Test
    void settingsAndDataCanBeChanged() {
        Moduli call = Moduli.call(
                folder, "evaluate", "out", "--split", "validation", "--batches", "1", "-o", "engine.format=sparse");

        assertThat(call.status()).isZero();
        assertThat(call.out()).contains(" 3 of 3 ");
        assertThat(call.err()).contains("stage 1 of 2, model.safetensors: 1 batch");
    }

    @Test
    void whatCannotBeJudgedIsBadInput() throws IOException {
        refuses("moduli: nowhere: there is no such folder", "nowhere");
        refuses("moduli: -o network.cell.activation=relu: the network of a run is evaluated as it was trained",
                "out", "-o", "network.cell.activation=relu");
        Files.createDirectory(folder.resolve("empty"));
        refuses("moduli: empty is not the folder of a run: it has no pipeline.conf", "empty");
        refuses("moduli: tiny.conf is a file, not the folder of a run; \"moduli run tiny.conf\" makes one, if it is a "
                + "pipeline", "tiny.conf");
        refuses("moduli: out/model.safetensors is a file of a run; name the run's folder, out",
                "out/model.safetensors");
        refuses("moduli: . is not the folder of a run: it has no pipeline.conf; of runs in it there are ", ".");
        refuses("moduli: addition: there is no such folder; it is a built-in pipeline, and \"moduli run addition\" "
                + "makes the folder of a run", "addition");
        Files.createDirectories(folder.resolve("runs/tiny"));
        Files.createFile(folder.resolve("runs/tiny/pipeline.conf"));
        Files.createFile(folder.resolve("runs/tiny/metrics.jsonl"));
        refuses("moduli: tiny: there is no such folder (did you mean \"runs/tiny\"?)", "tiny");
        refuses("moduli: --split tset: there are no such data (did you mean \"test\"?); there are train, validation, test",
                "out", "--split", "tset");
        refuses("moduli: --batches 0: at least one is needed", "out", "--batches", "0");
        Files.write(folder.resolve("out/model.safetensors"), new byte[] {1, 2, 3});
        refuses("model.safetensors: not a safetensors file: it has 3 bytes", "out");
        Files.delete(folder.resolve("out/model.safetensors"));
        Files.delete(folder.resolve("out/lottery-ticket.safetensors"));
        refuses("holds no network: there is neither model.safetensors nor lottery-ticket.safetensors", "out");
    }

    @Test
    void aRunWhereAPipelineIsExpectedIsToldAsSuch() {
        assertThat(Moduli.call(folder, "validate", "out")).isEqualTo(new Moduli(2, "",
                "moduli: out is the folder of a run; its pipeline is out/pipeline.conf, and \"moduli evaluate out\" evaluates its networks%n"
                        .formatted()));
        assertThat(Moduli.call(folder, "run", "out/model.safetensors").err()).isEqualTo(
                "moduli: out/model.safetensors is not the pipeline of the run; that is out/pipeline.conf%n"
                        .formatted());
        assertThat(Moduli.call(folder, "validate", "out/pipeline.conf").status()).isZero();
    }

    private void refuses(String message, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "evaluate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Moduli call = Moduli.call(folder, all);
        assertThat(call.status()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err()).contains(message);
    }
}
