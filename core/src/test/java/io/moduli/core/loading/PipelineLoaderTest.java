package io.moduli.core.loading;

import io.moduli.core.config.problem.BadInputException;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.core.run.Runs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit is found before anything is trained. */
class PipelineLoaderTest {

    private static final String PIPELINE = Runs.BASE + "stages = [" + Runs.TRAIN + "]\n"
            + "\npruner.schedule.epochs = 2\n";

    @TempDir
    Path folder;

    private Runs runs;

    @BeforeEach
    void start() {
        runs = new Runs(folder);
    }

    @Test
    void aNetworkThatDoesNotFitIntoMemoryIsRefusedWithTheNumbers() {
        assertThat(runs.problems(PIPELINE, 1024)).containsExactly(
                "small.conf:3: network.hidden: the network needs 0.0 MiB of memory (183 parameters with gradients and "
                        + "optimizer state, and the activations of 4 time steps x 8 sequences), but there are 0.0 MiB; "
                        + "take fewer hidden units, a smaller batch or shorter sequences");
        assertThat(runs.problems(PIPELINE + "network.hidden = 1000000\nnetwork.layers = 1000\nengine.threads = 2",
                1L << 40))
                .singleElement()
                .asString().contains("the network needs 111704618.9 GiB of memory")
                .contains("but there are 1024.0 GiB");
    }

    @Test
    void sizesBeyondWhatCanBeCountedAreRefusedToo() {
        assertThat(runs.problems(PIPELINE + "task.batch = 1000000, task.sequence-length = 1000000")).singleElement()
                .asString().contains("sequences of 1000000 time steps in batches of 1000000 are too many at once");
        assertThat(runs.problems(PIPELINE
                + "network.hidden = 1048576, network.layers = 1000, task.batch = 40000, task.sequence-length = 50000",
                1L << 40))
                .singleElement().asString().contains("GiB of memory").contains("50000 time steps x 40000 sequences");
    }

    @Test
    void rolesThatTheNetworkDoesNotHaveAreRefused() {
        assertThat(runs.problems(PIPELINE
                + "regularizers = [{ type = absolute, roles = [embedding] }]\npruner.roles = [initial-state, embedding]\n"
                + "network.first-weights { type = distances, roles = [embedding] }"))
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("network.first-weights").endsWith(
                        "the network has no embedding weights; it has input, recurrent, read-out"))
                .anySatisfy(problem -> assertThat(problem).contains("regularizers.0").endsWith(
                        "the network has no embedding weights; it has input, recurrent, read-out"))
                .anySatisfy(problem -> assertThat(problem).contains("pruner").endsWith(
                        "the network has no initial-state, embedding weights; it has input, recurrent, read-out"));
    }

    @Test
    void aGeometryThatNobodyReadsIsAWarning() {
        assertThat(runs.warnings(PIPELINE)).containsExactly(
                "small.conf:3: network.geometry: nothing uses the geometry, except that units are numbered along it and the report draws it");
        assertThat(runs.warnings(PIPELINE + "network.geometry = []")).isEmpty();
        assertThat(runs.warnings(PIPELINE + "regularizers = [{ type = absolute, use = optional }]")).isEmpty();
        assertThat(runs.warnings(PIPELINE + "network.first-weights { type = distances }")).isEmpty();
    }

    @Test
    void aScheduleThatTrainingNeverFinishesIsAWarningWithTheWaysToMendIt() {
        String unread = PIPELINE + "network.geometry = []\n";
        assertThat(runs.warnings(unread
                + "pruner.schedule { type = even, target = 0.5, epochs = 10 }\nstages = [{ type = train, epochs = 1 }, { type = train, epochs = 3 }]"))
                .containsExactly(
                        "small.conf:12: pruner.schedule: training leaves it after 4 epochs at a sparsity of 20.0 %, but its target is 50.0 %, after 10: set stages.1.epochs = 9, or choose a schedule of 4 epochs");
        String own = unread
                + "stages = [{ type = train, epochs = 3, schedule { type = even, target = 0.8, epochs = 4 } }%s]";
        assertThat(runs.warnings(own.formatted(""))).containsExactly(
                "small.conf:12: stages.0.schedule: training leaves it after 3 epochs at a sparsity of 60.0 %, but its target is 80.0 %, after 4: set stages.0.epochs = 4, or choose a schedule of 3 epochs");
        assertThat(runs.warnings(own.formatted(", { type = prune, sparsity = 0.8 }"))).isEmpty();
        assertThat(runs.warnings(own.formatted(", { type = prune, sparsity = 0.7 }"))).hasSize(1);
        assertThat(runs.warnings(own.formatted("").replace("epochs = 3", "epochs = 4"))).isEmpty();
    }

    @Test
    void roundsThatEndBeforeTheScheduleComesToItsTargetAreAWarning() {
        // Four epochs of three steps.
        String asked = PIPELINE
                + "network.geometry = []\nstages = [{ type = train, epochs = 4, steps-per-epoch = 3 }%s]\n"
                + "pruner = { type = scripted, %s, schedule { type = even, target = 0.8, epochs = %d } }";
        assertThat(runs.warnings(asked.formatted("", "until = 0.5", 4))).containsExactly(
                "small.conf:13: pruner: it is asked for the last time after epoch 2 of 4, when pruner.schedule is at 40.0 %, and so never comes to its target of 80.0 %; let the cadence end later, or the schedule earlier");
        assertThat(runs.warnings(asked.formatted("", "until = 0.5", 2))).isEmpty();
        // Rounds after steps 5 and 10, at 3 1/3 epochs.
        assertThat(runs.warnings(asked.formatted("", "steps = 5", 4))).singleElement().asString().contains(
                "after step 10 of 12, when pruner.schedule is at 66.7 %, and so never comes to its target of 80.0 %");
        assertThat(runs.warnings(asked.formatted("", "steps = 5", 3))).isEmpty();
        assertThat(runs.warnings(asked.formatted(", { type = prune, sparsity = 0.8 }", "until = 0.5", 4))).isEmpty();
    }

    @Test
    void aScheduleThatNoRoundFollowsIsAWarning() {
        String second = PIPELINE
                + "network.geometry = []\nstages = [{ type = train, epochs = 2, steps-per-epoch = 3 }, "
                + "{ type = train, epochs = 2, steps-per-epoch = 3, schedule { type = even, target = 0.8, epochs = 2 } }]\n"
                + "pruner = { type = scripted, until = 0.5, schedule { type = even, target = 0.4, epochs = 2 } }";
        assertThat(runs.warnings(second)).containsExactly(
                "small.conf:13: pruner: it is never asked for masks while stages.1.schedule is followed, and so never comes to its target of 80.0 %; let the cadence end later, or leave the schedule out");
    }

    @Test
    void aRegularizerThatNeedsAGeometryIsToldWhatToWrite() {
        assertThat(runs.problems(
                PIPELINE + "network.geometry = []\nregularizers = [{ type = absolute, use = required }]"))
                .singleElement().asString().endsWith(
                        "regularizers.0: needs a geometry, but the network has none; write where units lie, such as "
                                + "network { geometry { space { type = torus } } }");
    }

    @Test
    void aPrunerReadsTheGeometryOrNeedsItJustTheSame() {
        String scripted = PIPELINE.replaceAll("pruner .*",
                "pruner { type = scripted, use = %s, schedule { type = even, "
                        + "target = 0.5 } }");

        assertThat(runs.warnings(scripted.formatted("optional"))).isEmpty();
        assertThat(runs.problems(scripted.formatted("required") + "network.geometry = []")).singleElement().asString()
                .startsWith("small.conf:6: pruner: needs a geometry, but the network has none; write where units lie");
    }

    @Test
    void aPrunerThatRefusesTheWeightsIsAProblemOfTheSettingThatItNames() {
        String scripted = PIPELINE.replaceAll("pruner .*",
                "pruner { type = scripted, fault = %s, schedule { type = even, target = 0.5 } }\npruner.shift = 3");

        assertThat(runs.problems(scripted.formatted("weights"))).singleElement().asString()
                .isEqualTo("small.conf:6: pruner: rnn.weight_hh_l0 is too small");
        assertThat(runs.problems(scripted.formatted("setting"))).singleElement().asString()
                .isEqualTo("small.conf:7: pruner.shift: shift = 3 is too far for rnn.weight_hh_l0");
    }

    @Test
    void anInitializerThatNeedsAGeometryIsToldWhatToWrite() {
        String without = PIPELINE + "network.geometry = []\nnetwork.first-weights { type = distances, use = %s }";
        assertThat(runs.problems(without.formatted("required"))).singleElement().asString().startsWith("small.conf:")
                .endsWith(
                        "network.first-weights: needs a geometry, but the network has none; write where units lie, such as "
                                + "network { geometry { space { type = torus } } }");
        assertThat(runs.warnings(without.formatted("optional"))).isEmpty();
    }

    @Test
    void pointsThatNobodyMovesCannotBeLearned() {
        assertThat(runs.problems(PIPELINE + "network.geometry.learn { rate = 0.1, epochs = 2 }")).singleElement()
                .asString().contains("network.geometry: points are to be learned, but no regularizer moves them");
    }

    @Test
    void geometriesAreOneForAllLayersOrOneForEach() {
        String two = "network.geometry = [{ space { type = line } }, { space { type = line } }]\n";
        assertThat(runs.problems(PIPELINE + two + "network.layers = 3")).singleElement().asString()
                .contains(
                        "network.geometry: has 2 geometries for 3 layers: write one for all of them, or one for each");
        assertThat(runs.load(PIPELINE + two + "network.layers = 2", Long.MAX_VALUE))
                .isInstanceOf(PipelineLoading.Accepted.class);
    }

    @Test
    void aKeyThatHasMovedIsToldWhereItIsNow() {
        assertThat(runs.problems(PIPELINE + "regularizers = [{ type = absolute, space = line }]")).singleElement()
                .asString().endsWith(
                        "regularizers.0.space: is written at network.geometry.space now; move it there");
    }

    @Test
    void tiedWeightsNeedTokens() {
        assertThat(runs.problems(PIPELINE + "network.tied = true")).singleElement().asString()
                .contains("tied weights need tokens as input");
    }

    @Test
    void dataThatCannotBeReadAreAProblemOfTheTask() {
        assertThat(runs.problems(PIPELINE + "task.unreadable = true")).singleElement().asString()
                .contains("task").endsWith("its data cannot be read: java.io.IOException: the disk is gone");
    }

    @Test
    void aStageWithoutDataIsAProblem() {
        assertThat(runs.problems(PIPELINE + "task.untested = true\nstages = [{ type = evaluate }]"))
                .singleElement().asString().endsWith("the task has no batch of test data");
    }

    @Test
    void prunersSchedulesAndPruneStagesBelongTogether() {
        String without = PIPELINE.replaceAll("pruner.*", "");
        assertThat(runs.problems(without + "stages = [{ type = prune, sparsity = 0.5 }]")).singleElement().asString()
                .endsWith("a prune stage needs a pruner, but the pipeline has none");
        assertThat(runs.problems(without
                + "stages = [{ type = train, epochs = 1, schedule { type = even, target = 0.5 } }]")).singleElement()
                .asString().endsWith("a schedule needs a pruner, but the pipeline has none");
    }

    @Test
    void whoAsksForThePipelineAtOnceGetsItOrALineForEachProblem() throws Exception {
        assertThat(runs.load(PIPELINE, Long.MAX_VALUE).orElseThrow().settings().name()).isEqualTo("small");
        assertThatThrownBy(() -> runs.load(PIPELINE + "network.hiden = 3\nsede = 4", Long.MAX_VALUE).orElseThrow())
                .isInstanceOf(BadInputException.class).message().satisfies(message -> assertThat(message.lines())
                        .hasSize(2).allMatch(line -> line.startsWith("small.conf:")));
    }
}
