package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.core.loading.PipelineLoading;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pruning.BrokenPrunerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run's side of the protocol: whom it asks when, what it shows, what it makes of the answers. */
class PruningProtocolTest {

    private static final String TWO_EPOCHS = "{ type = train, epochs = 2, steps-per-epoch = 3 }";
    private static final String TICKET = "{ type = lottery-ticket, epochs = 1, steps-per-epoch = 2 }";

    @TempDir
    Path folder;

    private Runs runs;

    @BeforeEach
    void start() {
        runs = new Runs(folder);
    }

    private static String pipeline(String pruner, String... stages) {
        return Runs.BASE.replaceAll("pruner .*", "pruner { type = scripted, " + pruner + " }")
                + "stages = [" + String.join(", ", stages) + "]\n";
    }

    private List<String> said(String out) throws Exception {
        return runs.metrics(out).stream().filter(line -> line.get("event").asText().equals("warning"))
                .map(line -> line.get("message").asText()).toList();
    }

    private static String bits(StoredTensors.Tensor mask) {
        StringBuilder bits = new StringBuilder();
        Arrays.stream(mask.values()).forEach(bit -> bits.append((int) bit));
        return bits.toString();
    }

    @Test
    void itIsAskedForFirstMasksAndThenAfterEveryEpochAtConstantSharesToo() throws Exception {
        runs.run("epochs", pipeline("schedule { type = even, target = 0.5, epochs = 2 }", TWO_EPOCHS,
                "{ type = prune, sparsity = 0.75 }", TICKET, TWO_EPOCHS, "{ type = evaluate }"));

        assertThat(said("epochs")).containsExactly(
                "first 0 of 12, epoch 0.000 of 4, share 0.000",
                "round 3 of 12, epoch 1.000 of 4, share 0.250",
                "round 6 of 12, epoch 2.000 of 4, share 0.500",
                "round 6 of 12, epoch 2.000 of 4, share 0.750",
                "round 9 of 12, epoch 3.000 of 4, share 0.750",
                "round 12 of 12, epoch 4.000 of 4, share 0.750");
    }

    @Test
    void itIsAskedAfterEverySoManyStepsAtTheSharesOfPartsOfEpochs() throws Exception {
        runs.run("steps", pipeline("steps = 2, schedule { type = even, target = 0.5, epochs = 2 }", TWO_EPOCHS,
                "{ type = train, epochs = 1, steps-per-epoch = 5, schedule { type = even, target = 0.9, epochs = 1 } }"));

        assertThat(said("steps")).containsExactly(
                "first 0 of 11, epoch 0.000 of 3, share 0.000",
                "round 2 of 11, epoch 0.667 of 3, share 0.167",
                "round 4 of 11, epoch 1.333 of 3, share 0.333",
                "round 6 of 11, epoch 2.000 of 3, share 0.500",
                "round 8 of 11, epoch 2.400 of 3, share 0.500",
                "round 10 of 11, epoch 2.800 of 3, share 0.720");
    }

    @Test
    void trainingMayBeginWithFirstMasks() throws Exception {
        runs.run("sparse", pipeline("first = true, steps = 6, schedule { type = falling, from = 0.5, target = 0.5 }",
                TWO_EPOCHS));

        assertThat(said("sparse")).containsExactly(
                "first 0 of 6, epoch 0.000 of 2, share 0.500", "round 6 of 6, epoch 2.000 of 2, share 0.500");
        assertThat(bits(runs.model("sparse").get("decoder.weight_mask"))).isEqualTo("000000000111111111");
        assertThat(runs.epochs("sparse").getFirst().get("sparsity").asDouble()).isEqualTo(63.0 / 144);
    }

    @Test
    void weightsOfWhichNothingIsGoneAreNotPruned() throws Exception {
        runs.run("full", pipeline("steps = 1, schedule { type = even, target = 0 }", TWO_EPOCHS));

        assertThat(said("full")).hasSize(7);
        assertThat(runs.metrics("full")).noneMatch(line -> line.get("event").asText().equals("format"));
        assertThat(runs.model("full").byName()).doesNotContainKeys("rnn.weight_hh_l0_mask", "decoder.weight_mask");
    }

    @Test
    void whoIsAskedMoreOftenWithoutChangingMasksComesToTheSameNetwork() throws Exception {
        String pruner = "first = true, schedule { type = falling, from = 0.5, target = 0.5 }, ";
        runs.run("often", pipeline(pruner + "steps = 1", TWO_EPOCHS));
        runs.run("once", pipeline(pruner + "steps = 6", TWO_EPOCHS));
        StoredTensors often = runs.model("often");
        StoredTensors once = runs.model("once");

        assertThat(said("often")).hasSize(7);
        for (String name : once.byName().keySet()) {
            if (!name.startsWith("pruner.")) {
                assertThat(often.get(name).values()).as(name).isEqualTo(once.get(name).values());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense", "sparse"})
    void entriesThatComeBackBeginAtZeroIfThePrunerSaysSo(String format) throws Exception {
        StoredTensors model = shifted("zero", format);

        double[] values = model.get("decoder.weight").values();
        assertThat(bits(model.get("decoder.weight_mask"))).isEqualTo("000111111111000000");
        assertThat(Arrays.copyOfRange(values, 3, 9)).containsOnly(0);
        assertThat(Arrays.copyOfRange(values, 9, 12)).doesNotContain(0);
        assertThat(Arrays.copyOfRange(values, 12, 18)).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense", "sparse"})
    void entriesThatComeBackBeginWithADrawIfThePrunerSaysSo(String format) throws Exception {
        StoredTensors model = shifted("drawn", format);

        double[] values = model.get("decoder.weight").values();
        double bound = 1 / Math.sqrt(6);
        assertThat(bits(model.get("decoder.weight_mask"))).isEqualTo("000111111111000000");
        assertThat(Arrays.copyOfRange(values, 3, 12)).doesNotContain(0);
        assertThat(Arrays.stream(values, 3, 9).map(Math::abs).max().orElseThrow()).isBetween(0.1, bound);
        assertThat(Arrays.stream(values, 3, 9).distinct()).hasSize(6);
        assertThat(Arrays.copyOfRange(values, 12, 18)).containsOnly(0);
        assertThat(Arrays.copyOfRange(model.get("rnn.weight_hh_l0").values(), 48, 54))
                .as("each weight has a stream of its own").isNotEqualTo(Arrays.copyOfRange(values, 3, 9));
        assertThat(shifted("drawn", format).get("decoder.weight").values()).isEqualTo(values);
    }

    /** Half is there, the last ones at first; after the last of three steps the window is shifted by twelve, or two thirds. */
    private StoredTensors shifted(String regrowth, String format) throws Exception {
        String out = regrowth + "-" + format + "-" + folder.toFile().list().length;
        runs.run(out, pipeline("first = true, steps = 3, shift = 12, regrowth = " + regrowth
                + ", schedule { type = falling, from = 0.5, target = 0.5 }",
                "{ type = train, epochs = 1, steps-per-epoch = 3 }") + "engine.format = " + format);
        return runs.model(out);
    }

    @Test
    void sparsityFallsWhereTheScheduleDoesIfThePrunerRegrows() throws Exception {
        runs.run("falling", pipeline("first = true, regrowth = zero, "
                + "schedule { type = falling, from = 0.8, target = 0.4, epochs = 2 }",
                TWO_EPOCHS, "{ type = prune, sparsity = 0.1 }"));

        assertThat(said("falling")).containsExactly(
                "first 0 of 6, epoch 0.000 of 2, share 0.800",
                "round 3 of 6, epoch 1.000 of 2, share 0.600",
                "round 6 of 6, epoch 2.000 of 2, share 0.400",
                "round 6 of 6, epoch 2.000 of 2, share 0.100");
        assertThat(bits(runs.model("falling").get("decoder.weight_mask"))).isEqualTo("001111111111111111");
    }

    @Test
    void gradientsAreThoseOfTheBatchThatIsTrainedOn() throws Exception {
        String pruner = "roles = [input, read-out], gradients = true, steps = 1, schedule { type = even, target = 0.1 }";
        runs.run("batches", pipeline(pruner, "{ type = train, epochs = 2, steps-per-epoch = 2 }",
                "{ type = prune, sparsity = 0.2 }") + "task.silent-from = 2");
        runs.run("silent", pipeline(pruner, "{ type = train, epochs = 1, steps-per-epoch = 1 }")
                + "task.silent-from = 0");

        // Input weights have no gradient on batches without input; those are the third and the fourth.
        assertThat(said("batches")).extracting(text -> text.replaceAll(",.*share [0-9.]+", "")).containsExactly(
                "first 0 of 4, gradient, gradient",
                "round 1 of 4, gradient, gradient",
                "round 2 of 4, gradient, gradient",
                "round 3 of 4, no gradient, gradient",
                "round 4 of 4, no gradient, gradient",
                "round 4 of 4, no gradient, gradient");
        assertThat(said("silent").getFirst()).endsWith("no gradient, gradient");
    }

    @Test
    void weightsAreShownWithThePlacesOfTheirUnits() throws Exception {
        runs.run("placed", pipeline("roles = [input, recurrent, read-out], use = optional, "
                + "schedule { type = even, target = 0.1 }", "{ type = train, epochs = 1, steps-per-epoch = 1 }"));

        assertThat(said("placed").getFirst()).endsWith(
                ", 6 rows and 0 columns placed, 6 rows and 6 columns placed, 0 rows and 6 columns placed");
    }

    @Test
    void whatThePrunerKeepsIsStoredBesideTheWeights() throws Exception {
        runs.run("state", pipeline("schedule { type = even, target = 0.5 }", TWO_EPOCHS, TICKET, TWO_EPOCHS));

        assertThat(runs.model("state").get("pruner.rounds_asked").values()).containsExactly(2);
        assertThat(
                StoredTensors.read(runs.file("state", RunDirectory.LOTTERY_TICKET)).get("pruner.rounds_asked").values())
                .containsExactly(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fault = count | it gave 1 masks for the 2 weights [rnn.weight_hh_l0, decoder.weight]",
        "fault = extents | its mask for decoder.weight is 6 x 3, but the weight is 3 x 6",
        "fault = minimum, minimum-kept = 0.15 | its mask for decoder.weight keeps 0 of 18 entries, but it promises to keep a share of 0.15, here 3",
        "shift = 1 | its mask for rnn.weight_hh_l0 brings 1 entries back, but it does not declare that it regrows"})
    void aPrunerThatBreaksItsPromisesEndsTheRunWhichLosesNothing(String settings, String message) throws Exception {
        PipelineRun run = runs.prepare("broken", pipeline(
                "first = true, schedule { type = falling, from = 0.5, target = 0.5 }, " + settings,
                "{ type = evaluate }", TWO_EPOCHS));

        assertThatThrownBy(() -> run.execute(new PipelineListener() {}, new Cancellation()))
                .isInstanceOf(BrokenPrunerException.class)
                .hasMessage("the pruner scripted is broken: " + message);

        JsonNode summary = runs.json("broken", RunDirectory.SUMMARY);
        assertThat(summary.get("outcome").asText()).isEqualTo("failed");
        assertThat(summary.get("stages")).hasSize(1);
        assertThat(bits(runs.model("broken").get("decoder.weight_mask"))).isEqualTo("000000000111111111");
        try (var files = Files.list(runs.folder().resolve("broken"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void aScheduleThatFallsNeedsAPrunerThatRegrows() {
        String falling = "schedule { type = falling, from = 0.8, target = 0.4, epochs = 2 }";
        String problem = "it falls from 0.800 to 0.600 after 1.00 epochs, but the pruner brings nothing back; choose a schedule that does not fall, or a pruner that regrows";

        assertThat(runs.problems(pipeline(falling, TWO_EPOCHS, TWO_EPOCHS)))
                .containsExactly("small.conf:6: pruner.schedule: " + problem);
        assertThat(runs.problems(pipeline("schedule { type = even, target = 0.1 }", TWO_EPOCHS,
                "\n{ type = train, epochs = 2, " + falling + " }")))
                .containsExactly("small.conf:9: stages.1.schedule: " + problem);
        assertThat(runs.load(pipeline("regrowth = drawn, " + falling, TWO_EPOCHS), Long.MAX_VALUE))
                .isInstanceOf(PipelineLoading.Accepted.class);
    }

    @Test
    void aScheduleThatNoStageFollowsMayFall() {
        assertThat(runs.load(pipeline("schedule { type = falling, from = 0.8, target = 0.4 }",
                "{ type = evaluate }", TICKET), Long.MAX_VALUE)).isInstanceOf(PipelineLoading.Accepted.class);
    }
}
