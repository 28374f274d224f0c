package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.core.files.Checksum;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.StageStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumedRunsTest {

    /** All kinds of stages, with everything that a run carries from step to step. */
    private static final String ALL = """
            name = small, seed = 3
            task { type = small, start = carried }
            network { cell { type = lstm }, hidden = 6, layers = 2, dropout = 0.2, geometry { space { type = line } } }
            optimizer { type = adamw, learning-rate = 1e-2 }
            learning-rate-schedule { type = plateau }
            regularizers = [{ type = absolute }]
            pruner { type = scripted, regrowth = drawn, steps = 2, shift = 3, first = true, gradients = true
                     schedule { type = even, target = 0.6, epochs = 3 } }
            stages = [
              { type = train, epochs = 2, steps-per-epoch = 3, validation-batches = 1 }
              { type = evaluate, batches = 2 }
              { type = prune, sparsity = 0.7 }
              { type = train, epochs = 1, steps-per-epoch = 2 }
              { type = lottery-ticket, epochs = 2, steps-per-epoch = 2, rewind = true }
              { type = evaluate, batches = 2 }
              { type = lottery-ticket, epochs = 1, steps-per-epoch = 2 }
            ]
            engine { threads = 2 }
            """;

    private static final String SHORT = """
            name = small, seed = 3
            task { type = small }
            network { cell { type = gru }, hidden = 6 }
            optimizer { type = adamw, learning-rate = 1e-2 }
            pruner { type = smallest, schedule { type = even, target = 0.8 } }
            engine { threads = 1 }
            report { enabled = false }
            stages = [{ type = train, epochs = 3, steps-per-epoch = 2 }, { type = evaluate, batches = 1 }]
            """;

    private final Path folder;
    private final Runs runs;
    private final ResumedRuns resumed;

    ResumedRunsTest(@TempDir Path folder) {
        this.folder = folder;
        this.runs = new Runs(folder);
        this.resumed = new ResumedRuns(folder);
    }

    /** Calls something after each step and each evaluated batch, and at the beginning of each stage. */
    private record EachMoment(Runnable call) implements PipelineListener {

        @Override
        public void stepDone(long step, double loss) {
            call.run();
        }

        @Override
        public void stageStarted(StageStart stage) {
            call.run();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "1e-9"})
    void aRunThatIsKilledAtAnyMomentGoesOnToTheSameFiles(String minutes) throws Exception {
        String text = ALL + "report.enabled = false, checkpoint.every-minutes = " + minutes;
        List<String> killed = new ArrayList<>();
        runs.prepare("whole", text).execute(new EachMoment(() -> {
            String copy = "killed-" + killed.size();
            resumed.copy("whole", copy);
            killed.add(copy);
        }), new Cancellation());
        Map<String, Object> expected = resumed.left("whole");
        assertThat(expected).containsKeys("model.safetensors", "lottery-ticket.safetensors",
                "lottery-ticket-2.safetensors", "summary.json", "metrics.jsonl", "pipeline.conf");
        assertThat(killed).hasSize(25);

        for (String copy : killed) {
            resumed.resume(copy);

            assertThat(resumed.left(copy)).as(copy).isEqualTo(expected);
        }
    }

    @Test
    void theReportOfAResumedRunShowsTheNetworksThatWereOverwrittenBefore() throws Exception {
        runs.prepare("whole", ALL + "checkpoint.every-minutes = 1e-9").execute(new PipelineListener() {
            @Override
            public void stepDone(long step, double loss) {
                if (Files.exists(folder.resolve("whole/lottery-ticket.safetensors")) && step == 2) {
                    resumed.copy("whole", "killed");
                }
            }
        }, new Cancellation());

        resumed.resume("killed");

        assertThat(runs.file("whole", RunDirectory.REPORT)).content().contains("id=\"lottery-ticket-2-layer-1-");
        assertThat(resumed.left("killed")).isEqualTo(resumed.left("whole"));
        assertThat(runs.file("killed", RunDirectory.REPORT)).content().contains("before stage 7", "before stage 5");
    }

    @Test
    void aRunThatIsAskedToStopLosesNoStep() throws Exception {
        runs.run("whole", SHORT);
        Cancellation stop = new Cancellation();
        PipelineRun stopped = runs.prepare("stopped", SHORT);
        assertThatThrownBy(() -> stopped.execute(new PipelineListener() {
            @Override
            public void stepDone(long step, double loss) {
                if (step == 3) {
                    stop.request();
                }
            }
        }, stop)).isInstanceOf(InterruptedRunException.class);
        List<Long> steps = new ArrayList<>();

        resumed.resume("stopped", new PipelineListener() {
            @Override
            public void stepDone(long step, double loss) {
                steps.add(step);
            }
        });

        assertThat(steps).containsExactly(4L, 5L, 6L, 1L);
        assertThat(resumed.left("stopped")).isEqualTo(resumed.left("whole"));
    }

    @Test
    void aLengthenedRunIsTheOneThatWasLongerFromTheBeginning() throws Exception {
        runs.run("longer", SHORT.replace("epochs = 3", "epochs = 5"));
        runs.run("lengthened", SHORT);

        resumed.resume("lengthened", "stages.0.epochs=5");

        Map<String, Object> expected = resumed.left("longer");
        Map<String, Object> left = resumed.left("lengthened");
        assertThat(Files.readString(runs.file("lengthened", RunDirectory.PIPELINE))).contains("epochs = 5");
        expected.remove(RunDirectory.PIPELINE);
        left.remove(RunDirectory.PIPELINE);
        assertThat(left).isEqualTo(expected);
        JsonNode provenance = runs.json("lengthened", RunDirectory.PROVENANCE);
        assertThat(provenance.at("/resumed/0/overrides/0").asText()).isEqualTo("stages.0.epochs=5");
        assertThat(provenance.at("/resumed/0/from").asText()).isEqualTo("stage 1 after 3 epochs and 6 steps");
    }

    @Test
    void aStageMayBeAddedToARunThatIsDone() throws Exception {
        runs.run("run", SHORT);

        resumed.resume("run", "stages+={ type = lottery-ticket, epochs = 1, steps-per-epoch = 2 }");

        assertThat(runs.file("run", RunDirectory.LOTTERY_TICKET)).exists();
        assertThat(runs.json("run", RunDirectory.SUMMARY).get("stages")).hasSize(3);
    }

    @Test
    void aRunThatIsDoneHasNothingToGoOnWith() throws Exception {
        runs.run("run", SHORT);

        assertThatThrownBy(() -> resumed.resume("run")).isInstanceOf(BadInputException.class)
                .hasMessageContaining("the run is done; it can be lengthened by -o stages.N.epochs=M");
    }

    @Test
    void aRunThatIsKilledBeforeItsReportIsThereGetsOne() throws Exception {
        runs.run("whole", SHORT.replace("enabled = false", "enabled = true"));
        resumed.copy("whole", "killed");
        Files.delete(runs.file("killed", RunDirectory.REPORT));

        resumed.resume("killed");

        assertThat(runs.file("killed", RunDirectory.REPORT)).exists();
        assertThat(resumed.left("killed")).isEqualTo(resumed.left("whole"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "seed=4 | -o seed: it was in force in what the run has done",
        "optimizer.learning-rate=1 | -o optimizer.learning-rate: it was in force in what the run has done",
        "stages.0.epochs=3 | -o stages.0.epochs: stage 1 is done",
        "stages.1.epochs=2 | -o stages.1.epochs: 2, but 3 are done already, so it must be at least 4",
        "stages.1.steps-per-epoch=4 | -o stages.1.steps-per-epoch: stage 2 has begun; of it only epochs may be changed"})
    void whatWouldAlterThePastIsRefused(String override, String expected) throws Exception {
        runs.run("run", SHORT.replace("stages = [", "stages = [{ type = train, epochs = 2, steps-per-epoch = 1 },"));
        Map<String, Object> before = resumed.left("run");

        assertThatThrownBy(() -> resumed.resume("run", override, "stages+={ type = evaluate }"))
                .isInstanceOf(BadInputException.class).hasMessageContaining("cannot be changed: " + expected);
        assertThat(resumed.left("run")).isEqualTo(before);
    }

    @Test
    void theEpochsOfACosineCannotBeChanged() throws Exception {
        runs.run("run", SHORT + "learning-rate-schedule { type = cosine }");

        assertThatThrownBy(() -> resumed.resume("run", "stages.0.epochs=5")).isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "stages.0.epochs: the learning rate falls along a cosine over the stage's epochs");
    }

    @Test
    void ofTwoThatResumeARunTheSecondIsRefused() throws Exception {
        runs.run("run", SHORT);
        try (RunResumption _ = RunResumption.open(folder.resolve("run"))) {
            assertThatThrownBy(() -> RunResumption.open(folder.resolve("run"))).isInstanceOf(BadInputException.class)
                    .hasMessageEndingWith("the run is still running, or being resumed, in another process");
        }
        RunResumption.open(folder.resolve("run")).close();
    }

    @Test
    void aRunCannotBeResumedWhileItGoesOn() throws Exception {
        List<String> refusals = new ArrayList<>();
        runs.prepare("run", SHORT).execute(new PipelineListener() {
            @Override
            public void stageStarted(StageStart stage) {
                assertThatThrownBy(() -> RunResumption.open(folder.resolve("run")))
                        .isInstanceOf(BadInputException.class)
                        .satisfies(refused -> refusals.add(refused.getMessage()));
            }
        });
        assertThat(refusals).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"arrays.safetensors, bit", "state.json, bit", "SHA256SUMS, bit", "arrays.safetensors, cut",
        "state.json, cut", "SHA256SUMS, cut", "arrays.safetensors, gone", "SHA256SUMS, gone"})
    void aDamagedCheckpointIsPassedOver(String name, String damage) throws Exception {
        runs.run("whole", SHORT);
        resumed.copy("whole", "damaged");
        Files.delete(runs.file("damaged", RunDirectory.SUMMARY));
        damage(runs.file("damaged", "checkpoints/000003/" + name), damage);

        assertThat(resumed.resume("damaged")).singleElement().asString()
                .contains("damaged/checkpoints/000003/").endsWith("; continuing from checkpoints/000002");

        assertThat(resumed.left("damaged")).isEqualTo(resumed.left("whole"));
    }

    @Test
    void aRunWithoutAWholeCheckpointCannotBeResumed() throws Exception {
        runs.run("run", SHORT + "checkpoint.keep = 1");
        assertThat(Files.list(runs.file("run", "checkpoints")).map(Path::getFileName)).map(Path::toString)
                .containsExactlyInAnyOrder("000003", "lock");
        damage(runs.file("run", "checkpoints/000003/arrays.safetensors"), "bit");

        assertThatThrownBy(() -> resumed.resume("run", "stages.0.epochs=5")).isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("no checkpoint is whole: ")
                .hasMessageContaining("arrays.safetensors is not as it was written: its SHA-256 is ");
    }

    private static void damage(Path file, String damage) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        switch (damage) {
            case "bit" -> {
                bytes[bytes.length / 3] ^= 4;
                Files.write(file, bytes);
            }
            case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            default -> Files.delete(file);
        }
    }

    @Test
    void theCheckpointOfAnotherPipelineIsRefused() throws Exception {
        runs.run("run", SHORT);
        runs.run("other", SHORT.replace("seed = 3", "seed = 4"));
        Files.delete(runs.file("run", RunDirectory.SUMMARY));
        Files.delete(runs.file("other", RunDirectory.SUMMARY));
        Files.move(runs.file("run", "checkpoints"), runs.file("run", "own"));
        Files.move(runs.file("other", "checkpoints"), runs.file("run", "checkpoints"));

        assertThatThrownBy(() -> resumed.resume("run")).isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("checkpoints/000003 is of another pipeline than pipeline.conf");
    }

    @Test
    void aRunWhoseDataHaveChangedIsRefused() throws Exception {
        runs.run("run", SHORT);
        Files.delete(runs.file("run", RunDirectory.SUMMARY));
        Path state = runs.file("run", "checkpoints/000003/state.json");
        Files.writeString(state, Files.readString(state)
                .replaceFirst("\"training-data-sha256\" : \"[0-9a-f]{8}", "\"training-data-sha256\" : \"01234567"));
        Path sums = state.resolveSibling("SHA256SUMS");
        Files.writeString(sums, Files.readString(sums).replaceFirst("[0-9a-f]{64}  state",
                Checksum.ofFile(state) + "  state"));

        assertThatThrownBy(() -> resumed.resume("run")).isInstanceOf(BadInputException.class).hasMessageContaining(
                "the data are not those that the run was trained on: training-data-sha256 was 01234567");
    }

    @Test
    void aCheckpointOfAnotherSchemaIsRefused() throws Exception {
        runs.run("run", SHORT);
        Path state = runs.file("run", "checkpoints/000003/state.json");
        Files.writeString(state, Files.readString(state).replace("\"schema\" : 1", "\"schema\" : 2"));
        Path sums = state.resolveSibling("SHA256SUMS");
        Files.writeString(sums, Files.readString(sums).replaceFirst("[0-9a-f]{64}  state",
                Checksum.ofFile(state) + "  state"));

        assertThatThrownBy(() -> resumed.resume("run", "stages.0.epochs=5")).isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("state.json: a checkpoint of schema 2, but this Moduli reads schema 1");
    }

    @Test
    void metricsThatAreShorterThanTheyWereAreRefused() throws Exception {
        runs.run("run", SHORT);
        Files.delete(runs.file("run", RunDirectory.SUMMARY));
        Files.writeString(runs.file("run", RunDirectory.METRICS), "");

        assertThatThrownBy(() -> resumed.resume("run")).isInstanceOf(BadInputException.class)
                .hasMessageContaining("metrics.jsonl: it has 0 bytes, but had ");
    }

    @Test
    void anotherJavaIsADifference() throws Exception {
        runs.run("run", SHORT);
        Files.delete(runs.file("run", RunDirectory.SUMMARY));
        Path provenance = runs.file("run", RunDirectory.PROVENANCE);
        Files.writeString(provenance, Files.readString(provenance)
                .replaceFirst("\"java\" : \"[^\"]*\"", "\"java\" : \"Other 1\""));

        assertThatThrownBy(() -> resumed.resume("run")).isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "java: the run was made with Other 1, this is " + System.getProperty("java.vendor"))
                .hasMessageContaining("--anyway continues nevertheless");
    }

    @Test
    void aRunThatWasNeverKeptBeginsAtTheBeginning() throws Exception {
        List<String> copies = new ArrayList<>();
        runs.prepare("whole", SHORT).execute(new EachMoment(() -> {
            if (copies.isEmpty()) {
                copies.add("killed");
                resumed.copy("whole", "killed");
            }
        }), new Cancellation());

        assertThat(resumed.resume("killed"))
                .containsExactly("the run has no checkpoint yet, so it starts from the beginning");

        assertThat(resumed.left("killed")).isEqualTo(resumed.left("whole"));
    }

    @Test
    void withoutCheckpointsThereIsNothingToGoOnFrom() throws Exception {
        runs.run("run", SHORT + "checkpoint.enabled = false");
        Files.delete(runs.file("run", RunDirectory.SUMMARY));

        assertThat(runs.file("run", RunDirectory.CHECKPOINTS)).doesNotExist();
        assertThatThrownBy(() -> resumed.resume("run")).isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("there is no checkpoint: the run's pipeline has checkpoint.enabled = false");
    }
}
