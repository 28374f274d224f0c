package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.files.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {

    private static final String TINY = """
            name = tiny-sizes
            pipeline = tiny.conf
            axes {
              size = { path = network.hidden, values = [16, 8] }
              seed = { path = seed, from = 1, to = 2 }
            }
            metrics = [evaluate.error]
            settings.stages = [{ type = train, epochs = 3 }, { type = evaluate }]
            engine { type = local, parallel = 2 }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeExperiment() throws IOException {
        Moduli.writeTiny(folder);
        Files.writeString(folder.resolve("tiny-sizes.conf"), TINY);
    }

    @Test
    void allTrialsAreRunOnceAndWhatIsAddedLater() throws IOException {
        Moduli first = Moduli.call(folder, "experiment", "run", "tiny-sizes.conf");

        assertThat(first.status()).as(first.err() + logs()).isZero();
        assertThat(first.out()).contains("4 of 4 trials finished, 0 failed");
        assertThat(first.err()).contains("4 of 4: trial ").contains("size = 8, seed = 2");
        Path outcome = folder.resolve("experiments/tiny-sizes/trials/0003/outcome.json");
        byte[] before = Files.readAllBytes(outcome);

        Files.writeString(folder.resolve("tiny-sizes.conf"), TINY.replace("[16, 8]", "[4, 16, 8]"));
        Moduli more = Moduli.call(folder, "experiment", "run", "tiny-sizes.conf");

        assertThat(more.out()).contains("6 of 6 trials finished, 0 failed");
        assertThat(more.err()).contains("continuing: 4 trials of 6 ended before").contains("(size = 4, seed = 1)");
        assertThat(Files.readAllBytes(outcome)).isEqualTo(before);
        assertThat(Files.readString(folder.resolve("experiments/tiny-sizes/trials/0005/pipeline.conf")))
                .contains("hidden = 4 ").contains("threads = 1");
    }

    @Test
    void aTrialThatFailsIsRecordedAndTheOthersGoOn() throws IOException {
        Files.writeString(folder.resolve("tiny-sizes.conf"), TINY.replace("[16, 8]", "[16]") + """
                axes.rate { fine {}, wild { optimizer { type = sgd, learning-rate = 1e30 }, clip-norm = null } }
                """);

        Moduli run = Moduli.call(folder, "experiment", "run", "tiny-sizes.conf");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("2 of 4 trials finished, 2 failed").contains("wild): train diverged at step");
        Moduli again = Moduli.call(folder, "experiment", "run", "tiny-sizes.conf");
        assertThat(again.err()).contains("continuing: 4 trials of 4 ended before").doesNotContain("4 of 4: trial");
        assertThat(Moduli.call(folder, "experiment", "collect", "experiments/tiny-sizes").out()).isEqualTo(again.out());
    }

    @Test
    void trialsAreRunOneByOneByTheirNumbers() throws IOException {
        assertThat(Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--prepare", "--out", "e").out())
                .isEqualToIgnoringNewLines("The trials, numbered from 1 to 4, are in e");

        Moduli trial = Moduli.call(folder, "experiment", "trial", "e", "2");

        assertThat(trial.status()).as(trial.err()).isZero();
        assertThat(trial.err()).startsWith("trial 2: size = 16, seed = 2").contains("stage 1 of 2, train");
        assertThat(Moduli.call(folder, "experiment", "trial", "e", "2").err()).doesNotContain("stage 1");
        assertThat(Moduli.call(folder, "experiment", "collect", "e").out())
                .contains("1 of 4 trials finished, 0 failed");
        Moduli fifth = Moduli.call(folder, "experiment", "trial", "e", "5");
        assertThat(fifth.status()).isEqualTo(2);
        assertThat(fifth.err()).contains("there is no trial 5; they are numbered from 1 to 4");
        Moduli which = Moduli.call(folder, "experiment", "trial", "e");
        assertThat(which.status()).isEqualTo(2);
        assertThat(which.err()).contains("which trial? Its NUMBER, from 1, is missing");
    }

    @Test
    void aTrialIsRefusedWhereThePluginsAreOthersThanThoseItWasCheckedWith() throws IOException {
        Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--prepare", "--out", "e");
        Path plugins = folder.resolve("e/plugins.json");
        assertThat(Files.readString(plugins)).contains("\"core\"");
        Files.writeString(plugins, "{ \"core\": \"0123456789abcdef\", \"mazes\": \"00ff\" }");

        Moduli refused = Moduli.call(folder, "experiment", "trial", "e", "2");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains(
                "this machine has other plugins than the experiment was checked with: core is ", ", not 0123456789ab; "
                        + "mazes is not installed (sha256 of their jars)");
        assertThat(folder.resolve("e/trials/0002/run")).doesNotExist();
        assertThat(Moduli.call(folder, "experiment", "trial", "e", "2", "--anyway", "--same-plugins").status())
                .isEqualTo(2);
        assertThat(Moduli.call(folder, "experiment", "trial", "e", "2", "--anyway").status()).isZero();
    }

    @Test
    void theReportIsWrittenAtTheEndOfARunAndWhenAskedForInOtherMetrics() throws IOException {
        Moduli run = Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--out", "e");

        assertThat(run.out()).contains("tiny-sizes: evaluate.error", "The experiment is in e; e/report.html shows it");
        Path csv = folder.resolve("e/results.csv");
        assertThat(Files.readAllLines(csv).getFirst())
                .isEqualTo("trial,size,seed,status,reason,run,metric,value,seconds");
        assertThat(Files.readAllLines(csv)).hasSize(5);
        assertThat(Files.readString(folder.resolve("e/report.html"))).contains("href=\"./trials/0001/run/");

        Moduli other = Moduli.call(folder, "experiment", "report", "e", "--metric", "train.sparsity");

        assertThat(other.status()).as(other.err()).isZero();
        assertThat(other.out()).contains("tiny-sizes: train.sparsity").doesNotContain("evaluate.error");
        assertThat(Files.readAllLines(csv).get(1)).contains("finished,,trials/0001/run,train.sparsity,0.9");
        Moduli misspelt = Moduli.call(folder, "experiment", "report", "e", "--metric", "evaluate.eror");
        assertThat(misspelt.status()).isEqualTo(2);
        assertThat(misspelt.err()).contains("no trial has come to evaluate.eror (did you mean \"evaluate.error\"?)");
        Moduli nowhere = Moduli.call(folder, "experiment", "report", "nowhere");
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.err()).contains("nowhere: there is no such folder");
    }

    @Test
    void aTableOfNetworksThatHaveLearnedNothingSaysSoAsEachOfThemDoes() throws IOException {
        Files.writeString(folder.resolve("tiny-sizes.conf"), TINY.replace("[16, 8]", "[16]")
                .replace("engine {", "settings.optimizer { type = sgd, learning-rate = 1e-9 }\nengine {"));

        Moduli run = Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--out", "e");

        assertThat(run.status()).as(run.err() + logs()).isZero();
        assertThat(run.out().replaceAll("\\s+", " ")).contains(
                "Warning: all 2 finished trials are no better than the baseline evaluate.baseline-error: 2 of size = 16.");
        assertThat(Files.readString(folder.resolve("e/report.html"))).contains("differences between them mean nothing");
        assertThat(Moduli.call(folder, "experiment", "report", "e", "--metric", "evaluate.loss").out()
                .replaceAll("\\s+", " "))
                .contains("Warning: all 2 finished trials are no better than the baseline evaluate.baseline-error");
        Moduli alone = Moduli.call(folder, "run", "e/trials/0001/pipeline.conf", "--out", "alone", "-o",
                "report.enabled=true");
        assertThat(alone.err()).containsPattern(
                "warning: stage 2, evaluate: error \\S+ is no better than the baseline, baseline-error \\S+: the network");
        assertThat(Files.readString(folder.resolve("alone/report.html")))
                .contains("Warning: stage 2, evaluate: error ");
        assertThat(Files.readString(folder.resolve("alone/summary.json"))).contains("no_better_than_baseline");
    }

    @Test
    void halvingLengthensTheRunsOfTheBetterHalf() throws IOException {
        Files.writeString(folder.resolve("tiny-sizes.conf"), TINY.replace("[16, 8]", "[16, 12, 8, 4]")
                + "search { type = halving, epochs = [1, 2, 4], metric = evaluate.error, every = [seed] }\n");

        Moduli run = Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--out", "e");

        assertThat(run.status()).as(run.err() + logs()).isZero();
        assertThat(run.err()).contains("14 of 14: trial ");
        assertThat(count("outcome-after-1.json")).isEqualTo(8);
        assertThat(count("outcome-after-2.json")).isEqualTo(4);
        assertThat(count("outcome-after-4.json")).isEqualTo(2);
        Path best;
        try (var files = Files.walk(folder.resolve("e"))) {
            best = files.filter(file -> file.endsWith("outcome-after-4.json")).findFirst().orElseThrow().getParent();
        }
        Moduli whole = Moduli.call(folder, "run", best.resolve("pipeline.conf").toString(), "-o", "stages.0.epochs=4",
                "--out", "whole");
        assertThat(whole.status()).as(whole.err()).isZero();
        assertThat(Files.readAllBytes(best.resolve("run/model.safetensors")))
                .isEqualTo(Files.readAllBytes(folder.resolve("whole/model.safetensors")));
        assertThat(Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--out", "e").err())
                .contains("continuing: 14 trials of 14 ended before");
    }

    @Test
    void aTrialsFolderThatWasDeletedIsMadeAgainAndTwoCannotRunTheSameExperiment() throws IOException {
        Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--prepare", "--out", "e");
        Path pipeline = folder.resolve("e/trials/0002/pipeline.conf");
        String before = Files.readString(pipeline);
        Files.delete(pipeline);
        Files.delete(pipeline.getParent());
        assertThat(Moduli.call(folder, "experiment", "trial", "e", "2").err()).contains(
                "pipeline.conf: there is no such file; \"moduli experiment run\" of the experiment's file makes it again");

        Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--prepare", "--out", "e");

        assertThat(Files.readString(pipeline)).isEqualTo(before);
        try (FolderLock _ = FolderLock.take(folder.resolve("e"), "lock").orElseThrow()) {
            Moduli second = Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--out", "e");
            assertThat(second.status()).isEqualTo(2);
            assertThat(second.err()).contains("e: another process is running the experiment");
        }
    }

    private long count(String name) throws IOException {
        try (var files = Files.walk(folder.resolve("e"))) {
            return files.filter(file -> file.endsWith(name)).count();
        }
    }

    @Test
    void theFolderOfAnotherExperimentIsRefused() throws IOException {
        Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--prepare", "--out", "e");

        refused(TINY.replace("tiny-sizes", "other"), "it is of the experiment tiny-sizes, not of other");
        refused(TINY.replace("size =", "width ="), "its axes are size, seed, those of the file are width, seed");
        refused(TINY.replace("epochs = 3", "epochs = 4"), "its trial 1 (16, 1) is of another pipeline than the file's");
        refused(TINY.replace("[16, 8]", "[3, 4]"), "it has no trial that the file asks for");
        Files.createDirectories(folder.resolve("full"));
        Files.writeString(folder.resolve("full/mine.txt"), "mine");
        Moduli full = Moduli.call(folder, "experiment", "run", "tiny-sizes.conf", "--prepare", "--out", "full");
        assertThat(full.status()).isEqualTo(2);
        assertThat(full.err()).contains("full is not empty, and not the folder of an experiment");
    }

    private void refused(String text, String why) throws IOException {
        Files.writeString(folder.resolve("other.conf"), text);
        Moduli refused = Moduli.call(folder, "experiment", "run", "other.conf", "--prepare", "--out", "e");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("e is the folder of another experiment: " + why);
    }

    @Test
    void everyExperimentThatComesAlongIsSound() throws IOException {
        for (String name : BuiltIns.experiments(ExperimentCommandTest.class.getClassLoader()).names()) {
            Moduli checked = Moduli.call(folder, "experiment", "run", name, "--dry-run", "--quick");

            assertThat(checked.status()).as(name + ": " + checked.err()).isZero();
            assertThat(checked.err()).as(name).isEmpty();
            assertThat(checked.out()).contains("no problems");
        }
    }

    /** What the processes of trials said, for a test that fails. */
    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.endsWith("log.txt")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
