package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.DivergedException;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.pipeline.PipelineListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages work on one network, in any order, and what stops them leaves nothing by half. */
class PipelineStagesTest {

    @TempDir
    Path folder;

    private Runs runs;

    @BeforeEach
    void start() {
        runs = new Runs(folder);
    }

    private static String stages(String... stages) {
        return Runs.BASE + "stages = [" + String.join(", ", stages) + "]";
    }

    private List<Double> sparsities(String out) throws Exception {
        return runs.epochs(out).stream().map(epoch -> epoch.get("sparsity").asDouble()).toList();
    }

    /** The share of all entries that it is when a share of the pruned weights goes; input weights stay. */
    private static double overall(double share) {
        double recurrent = 18 * 6;
        double readOut = 3 * 6;
        double input = 18;
        return (Math.round(share * recurrent) + Math.round(share * readOut)) / (recurrent + readOut + input);
    }

    @Test
    void aSecondTrainingStageGoesOnWithTheScheduleAndTheBatches() throws Exception {
        runs.run("two", stages(Runs.TRAIN, Runs.TRAIN));
        runs.run("one", stages("{ type = train, epochs = 4, steps-per-epoch = 3 }"));

        assertThat(sparsities("two"))
                .containsExactly(overall(0.2), overall(0.4), overall(0.6), overall(0.8));
        assertThat(Files.readAllBytes(runs.file("two", RunDirectory.MODEL)))
                .isEqualTo(Files.readAllBytes(runs.file("one", RunDirectory.MODEL)));
    }

    @Test
    void aStagesOwnScheduleCountsFromItsFirstEpochAndNeverGoesBack() throws Exception {
        runs.run("own", stages(
                Runs.TRAIN,
                "{ type = train, epochs = 2, steps-per-epoch = 1, schedule { type = even, target = 0.6, epochs = 2 } }"));

        assertThat(sparsities("own"))
                .containsExactly(overall(0.2), overall(0.4), overall(0.4), overall(0.6));
    }

    @Test
    void stagesRunInAnyOrder() throws Exception {
        RunSummary summary = runs.run("any", stages(
                "{ type = evaluate, batches = 2, split = validation }", "{ type = prune, sparsity = 0.5 }",
                "{ type = lottery-ticket, epochs = 1, name = first }", Runs.TRAIN,
                "{ type = evaluate }", "{ type = prune, sparsity = 0.1 }"));

        assertThat(summary.stages()).extracting(stage -> stage.number() + " " + stage.name() + " " + stage.steps())
                .containsExactly("1 evaluate 0", "2 prune 0", "3 first 6", "4 train 6", "5 evaluate 0", "6 prune 0");
        assertThat(summary.stages().get(0).metrics()).extracting(metric -> metric.name())
                .containsExactly("batches-seen", "loss");
        assertThat(summary.stages().get(0).metrics().getFirst().value()).isEqualTo(2);
        assertThat(summary.stages().get(4).metrics().getFirst().value()).isEqualTo(3);
        assertThat(summary.sparsity().overall()).isEqualTo(overall(0.5));
    }

    @Test
    void aLotteryTicketKeepsMasksAndPointsAndDrawsFreshWeights() throws Exception {
        runs.run("ticket", stages(Runs.TRAIN, "{ type = lottery-ticket, epochs = 1, steps-per-epoch = 2 }"));
        StoredTensors trained = runs.model("ticket");
        StoredTensors ticket = StoredTensors.read(runs.file("ticket", RunDirectory.LOTTERY_TICKET));

        assertThat(ticket.get("rnn.weight_hh_l0_mask").values())
                .isEqualTo(trained.get("rnn.weight_hh_l0_mask").values());
        assertThat(Arrays.stream(ticket.get("rnn.weight_hh_l0_mask").values()).sum()).isEqualTo(65);
        assertThat(ticket.get("points_l0").values()).isEqualTo(trained.get("points_l0").values());
        assertThat(ticket.get("numbers_l0").values()[0]).isGreaterThan(trained.get("numbers_l0").values()[0]);
        assertThat(ticket.get("rnn.weight_ih_l0").values()).isNotEqualTo(trained.get("rnn.weight_ih_l0").values());
        double[] values = ticket.get("rnn.weight_hh_l0").values();
        double[] mask = ticket.get("rnn.weight_hh_l0_mask").values();
        for (int entry = 0; entry < values.length; entry++) {
            assertThat(values[entry] == 0).isEqualTo(mask[entry] == 0);
        }
        assertThat(sparsities("ticket")).endsWith(overall(0.4), overall(0.4));
    }

    @Test
    void rewindingBeginsWithTheFirstWeightsOfTheRun() throws Exception {
        String nothingPruned = Runs.BASE.replaceAll("pruner .*", "").replaceAll("regularizers .*", "");
        String ticket = "{ type = lottery-ticket, epochs = 2, steps-per-epoch = 3, rewind = %s }";
        for (boolean rewind : new boolean[] {true, false}) {
            runs.run("rewind-" + rewind,
                    nothingPruned + "stages = [" + Runs.TRAIN + ", " + ticket.formatted(rewind) + "]");
            byte[] trained = Files.readAllBytes(runs.file("rewind-" + rewind, RunDirectory.MODEL));
            byte[] again = Files.readAllBytes(runs.file("rewind-" + rewind, RunDirectory.LOTTERY_TICKET));
            // The same weights, the same batches and a fresh optimizer come to the same end.
            assertThat(Arrays.equals(trained, again)).isEqualTo(rewind);
        }
    }

    @Test
    void anInitializerGivesItsWeightsTheirFirstValuesAndFreshOnes() throws Exception {
        String text = Runs.BASE + "network.first-weights { type = distances }\n";
        runs.run("given", text + "stages = [{ type = evaluate }]");
        runs.run("drawn", stages("{ type = evaluate }"));
        StoredTensors given = runs.model("given");
        StoredTensors drawn = runs.model("drawn");

        double[] points = given.get("points_l0").values();
        double[] weights = given.get("rnn.weight_hh_l0").values();
        for (int row = 0; row < 18; row++) {
            for (int unit = 0; unit < 6; unit++) {
                assertThat(weights[row * 6 + unit]).isEqualTo(Math.abs(points[row % 6] - points[unit]), within(1e-6));
            }
        }
        for (String other : List.of("rnn.weight_ih_l0", "rnn.bias_hh_l0", "decoder.weight", "decoder.bias")) {
            assertThat(given.get(other).values()).as(other).isEqualTo(drawn.get(other).values());
        }

        runs.run("ticket", text + "stages = [{ type = prune, sparsity = 0.5 }, "
                + "{ type = lottery-ticket, epochs = 1, steps-per-epoch = 1, learning-rate = 1e-30 }]");
        double[] pruned = runs.model("ticket").get("rnn.weight_hh_l0").values();
        double[] fresh = StoredTensors.read(runs.file("ticket", RunDirectory.LOTTERY_TICKET))
                .get("rnn.weight_hh_l0").values();
        assertThat(pruned).contains(0.0).isNotEqualTo(weights);
        assertThat(fresh).as("surviving distances are what they were").containsExactly(pruned, within(1e-6));
    }

    /** Rounding differs, so a weight at the threshold might go in one form only; in these few there is none. */
    @Test
    void theFormatOfWeightsChangesNeitherMasksNorNumbersNorFiles() throws Exception {
        String text = stages(Runs.TRAIN, Runs.TRAIN,
                "{ type = lottery-ticket, epochs = 1, steps-per-epoch = 2, gradient-gain = 1 }", "{ type = evaluate }")
                + "\npruner { roles = [input, recurrent, read-out], gradients = true }";
        RunSummary dense = runs.run("dense", text + "\nengine.format = dense");
        RunSummary sparse = runs.run("sparse", text + "\nengine.format = sparse");

        assertThat(dense.formats().values()).extracting(StorageChoice::format).containsOnly(StorageFormat.DENSE);
        assertThat(sparse.formats().values()).extracting(StorageChoice::format).containsOnly(StorageFormat.SPARSE);
        assertThat(sparse.sparsity()).isEqualTo(dense.sparsity());
        for (String file : List.of(RunDirectory.MODEL, RunDirectory.LOTTERY_TICKET)) {
            StoredTensors expected = StoredTensors.read(runs.file("dense", file));
            StoredTensors actual = StoredTensors.read(runs.file("sparse", file));
            assertThat(actual.byName().keySet()).containsExactlyElementsOf(expected.byName().keySet());
            for (String name : expected.byName().keySet()) {
                assertThat(actual.get(name).shape()).isEqualTo(expected.get(name).shape());
                assertThat(actual.get(name).values()).as(name).containsExactly(expected.get(name).values(),
                        within(1e-4));
            }
        }
        List<String> told = runs.metrics("sparse").stream()
                .filter(line -> line.get("event").asText().equals("format"))
                .map(line -> line.get("weight").asText() + " " + line.get("format").asText())
                .toList();
        assertThat(told).containsExactly(
                "rnn.weight_ih_l0 sparse", "rnn.weight_hh_l0 sparse", "decoder.weight sparse");
    }

    /** Weights hardly move, so that nothing but the states that steps begin with tells the losses apart. */
    @Test
    void aStateIsCarriedOnAfterAPrunersGradientsButNotAfterAValidation() throws Exception {
        String carried = Runs.BASE.replace("type = small }", "type = small, start = carried }")
                .replace("learning-rate = 1e-2", "learning-rate = 1e-30");
        String train = "stages = [{ type = train, epochs = 3, steps-per-epoch = 2, validation-batches = %d }]";
        runs.run("plain", carried + train.formatted(0));
        runs.run("validated", carried + train.formatted(1));
        runs.run("asked", carried + "pruner.gradients = true\n" + train.formatted(0));

        assertThat(losses("asked")).isEqualTo(losses("plain"));
        assertThat(losses("validated")).isNotEqualTo(losses("plain"));
    }

    private List<Double> losses(String out) throws Exception {
        return runs.epochs(out).stream().map(epoch -> epoch.get("loss").asDouble()).toList();
    }

    @Test
    void divergenceIsToldWithItsPlace() throws Exception {
        PipelineRun run = runs.prepare("diverged", stages(
                "{ type = evaluate }", "{ type = train, epochs = 4, steps-per-epoch = 3, name = main }")
                + "\ntask.faulty-from = 7");

        assertThatThrownBy(() -> run.execute(new PipelineListener() {}, new Cancellation()))
                .isInstanceOf(DivergedException.class)
                .hasMessageStartingWith("main diverged at step 8 (epoch 3): loss NaN, penalty 0.")
                .hasMessageContaining(", gradient norm NaN. Last good: epoch 2, loss 0.");
        JsonNode summary = runs.json("diverged", RunDirectory.SUMMARY);
        assertThat(summary.get("outcome").asText()).isEqualTo("diverged");
        assertThat(summary.get("stages")).hasSize(1);
        assertThat(runs.epochs("diverged")).hasSize(2);
        assertNothingByHalf("diverged");
    }

    @Test
    void anInterruptionKeepsTheNetworkAsItStands() throws Exception {
        PipelineRun run = runs.prepare("interrupted", stages("{ type = train, epochs = 1000000 }"));
        Cancellation cancellation = new Cancellation();
        List<Long> steps = new ArrayList<>();
        Thread[] other = new Thread[1];
        PipelineListener listener = new PipelineListener() {
            @Override
            public void stepDone(long step, double loss) {
                steps.add(step);
                if (step == 8) {
                    other[0] = Thread.ofPlatform().start(cancellation::request);
                    try {
                        other[0].join();
                    } catch (InterruptedException unexpected) {
                        throw new AssertionError(unexpected);
                    }
                }
            }
        };

        assertThatThrownBy(() -> run.execute(listener, cancellation)).isInstanceOf(InterruptedRunException.class);

        assertThat(steps).hasSize(8);
        assertThat(runs.json("interrupted", RunDirectory.SUMMARY).get("outcome").asText()).isEqualTo("interrupted");
        assertThat(runs.model("interrupted").get("rnn.weight_hh_l0").shape()).containsExactly(18, 6);
        assertThat(runs.epochs("interrupted")).hasSize(1);
        assertNothingByHalf("interrupted");
    }

    @Test
    void aPlateauScheduleLooksAtAllValidationDataAndLowersTheRate() throws Exception {
        runs.run("plateau", stages("{ type = train, epochs = 12, steps-per-epoch = 1 }")
                + "\nlearning-rate-schedule { type = plateau, divisor = 10 }\noptimizer.learning-rate = 1");
        double rate = 1;
        double least = Double.POSITIVE_INFINITY;
        for (JsonNode epoch : runs.epochs("plateau")) {
            assertThat(epoch.get("learning_rate").asDouble()).isCloseTo(rate, within(1e-12));
            double loss = epoch.get("validation_loss").asDouble();
            if (loss < least) {
                least = loss;
            } else {
                rate /= 10;
            }
        }
        assertThat(rate).as("a rate of 1 is too much, so that the loss rises at some time").isLessThan(1);
    }

    private void assertNothingByHalf(String out) throws Exception {
        try (var files = Files.list(runs.folder().resolve(out))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }
}
