package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.ComponentContext;
import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.TaskContract;
import io.moduli.api.testkit.TaskContractTests;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.WeightRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class NavigationTaskTest implements TaskContractTests {

    private static final NavigationSettings SMALL = new NavigationSettings(40, 5, 7, 2.2, false, 0.3, 2, 3, 4, 3);

    @Override
    public Map<String, Task> tasks() {
        return Map.of(
                "the smallest", task(new NavigationSettings(2, 1, 1, 0.3, false, 0.12, 1.1, 1, 1, 1)),
                "with walls", task(SMALL),
                "without walls", task(new NavigationSettings(40, 5, 7, 1, true, 0.12, 3, 2, 4, 3)),
                "as configured by default",
                task(new NavigationSettings(512, 20, 200, 2.2, false, 0.12, 2, 3, 1000, 10)));
    }

    @Test
    void displacementsComeInAndTheActivityOfPlaceCellsIsReadAtEveryStep() {
        assertThat(open(SMALL, 7).shape())
                .isEqualTo(new TaskShape(
                        new Input.Dense(2),
                        new InitialState.Projected(40),
                        ReadOut.EVERY_STEP,
                        40,
                        Loss.Standard.SOFT_TARGET_CROSS_ENTROPY,
                        5,
                        7,
                        2));
    }

    @Test
    void startsAndOutputsLieWhereThePlaceCellsAre() {
        OpenTask task = open(SMALL, 7);
        double[] centres = task.fitted().array("place_cell_centres").values();

        double[][] outputs = task.places(WeightRole.READ_OUT).orElseThrow();
        assertThat(outputs).hasDimensions(40, 2).isDeepEqualTo(task.places(WeightRole.INITIAL_STATE).orElseThrow());
        assertThat(outputs[3][0]).isEqualTo((centres[3] + 1.1) / 2.2, within(1e-6));
        assertThat(outputs[3][1]).isEqualTo((centres[43] + 1.1) / 2.2, within(1e-6));
        assertThat(task.places(WeightRole.INPUT)).isEmpty();
    }

    @Test
    void anotherSeedHasOtherPathsButThePlaceCellsThatTheNetworkKnows() throws IOException {
        FittedState fitted = open(SMALL, 7).fitted();
        OpenTask known = new NavigationTask(SMALL, ComponentContext.standalone(8)).open(fitted);

        assertThat(TaskContract.checkFitted(task(SMALL), new NavigationTask(SMALL, ComponentContext.standalone(8))))
                .isEmpty();
        assertThat(known.fitted().array("place_cell_centres").values())
                .isEqualTo(fitted.array("place_cell_centres").values())
                .isNotEqualTo(open(SMALL, 8).fitted().array("place_cell_centres").values());
        Batch batch = Batch.allocate(known.shape());
        known.fill(Split.TEST, 0, batch);
        Batch drawn = Batch.allocate(known.shape());
        open(SMALL, 8).fill(Split.TEST, 0, drawn);
        assertThat(batch.annotations().toArray()).isEqualTo(drawn.annotations().toArray());
        assertThat(batch.target().toArray()).isNotEqualTo(drawn.target().toArray());
    }

    @Test
    void settingsThatSpeakOfOtherPlaceCellsContradictTheNetwork() {
        FittedState fitted = open(SMALL, 7).fitted();

        assertContradicts(fitted, new NavigationSettings(39, 5, 7, 2.2, false, 0.3, 2, 3, 4, 3),
                "place-cells", "place-cells = 39, but the network was trained on 40");
        assertContradicts(fitted, new NavigationSettings(40, 5, 7, 2.1, false, 0.3, 2, 3, 4, 3),
                "box", "box = 2.1, but the network was trained with 2.2");
        assertContradicts(fitted, new NavigationSettings(40, 5, 7, 2.2, true, 0.3, 2, 3, 4, 3),
                "periodic", "the network was trained in a box with walls");
        assertContradicts(fitted, new NavigationSettings(40, 5, 7, 2.2, false, 0.2, 2, 3, 4, 3),
                "place-cell-width", "place-cell-width = 0.2, but the network was trained with 0.3");
        assertContradicts(fitted, new NavigationSettings(40, 5, 7, 2.2, false, 0.3, 3, 3, 4, 3),
                "surround", "surround = 3.0, but the network was trained with 2.0");
    }

    private static void assertContradicts(
            FittedState fitted, NavigationSettings settings, String setting, String message) {
        assertThatThrownBy(() -> new NavigationTask(settings, ComponentContext.standalone(7)).open(fitted))
                .hasMessage(message)
                .isInstanceOfSatisfying(SettingException.class,
                        refused -> assertThat(refused.setting()).isEqualTo(setting));
    }

    @Test
    void theSettingsSayHowManyBatchesThereAre() {
        OpenTask open = open(SMALL, 7);

        assertThat(open.batches(Split.TRAIN)).isEqualTo(4);
        assertThat(open.batches(Split.VALIDATION)).isEqualTo(3);
        assertThat(open.batches(Split.TEST)).isEqualTo(3);
    }

    @Test
    void everyTrainingBatchIsNewAndHeldOutOnesBeginAgain() {
        OpenTask open = open(SMALL, 7);

        assertThat(LongStream.range(0, 20).mapToObj(index -> positions(open, Split.TRAIN, index)))
                .doesNotHaveDuplicates();
        assertThat(positions(open, Split.TEST, 4)).isEqualTo(positions(open, Split.TEST, 1));
        assertThatThrownBy(() -> positions(open, Split.TEST, -1)).hasMessage("batch -1: batches are numbered from 0");
    }

    @Test
    void inputsLeadFromOneAnnotatedPositionToTheNextAndTargetsAreTheirCodes() {
        Batch batch = filled(open(SMALL, 7), Split.TRAIN, 0);
        PlaceCells cells = PlaceCells.scatter(
                40, new Box(2.2, false), 0.3, 2, ComponentContext.standalone(7).random("place-cells"));
        Matrix codes = Matrix.allocate(40, 35);
        float[] truth = batch.annotations().toArray();
        cells.encode(truth, Arrays.copyOfRange(truth, 35, 70), 0, codes);

        assertThat(batch.target().toArray()).isEqualTo(codes.toArray());
        for (int column = 7; column < 35; column++) {
            for (int coordinate = 0; coordinate < 2; coordinate++) {
                assertThat(batch.annotations().get(coordinate, column - 7) + batch.input().get(coordinate, column))
                        .isCloseTo(batch.annotations().get(coordinate, column), within(1e-6f));
            }
        }
    }

    @Test
    void theInitialStateIsTheCodeOfWhereTheFirstStepBegins() {
        Batch batch = filled(open(SMALL, 7), Split.TRAIN, 0);
        PlaceCells cells = PlaceCells.scatter(
                40, new Box(2.2, false), 0.3, 2, ComponentContext.standalone(7).random("place-cells"));

        for (int rat = 0; rat < 7; rat++) {
            Matrix code = Matrix.allocate(40, 1);
            cells.encode(
                    new float[] {batch.annotations().get(0, rat) - batch.input().get(0, rat)},
                    new float[] {batch.annotations().get(1, rat) - batch.input().get(1, rat)},
                    0,
                    code);
            for (int cell = 0; cell < 40; cell++) {
                assertThat(batch.initialState().get(cell, rat)).isCloseTo(code.get(cell, 0), within(1e-5f));
            }
        }
    }

    @Test
    void anotherSeedGivesOtherCellsAndOtherTrajectories() {
        Batch seven = filled(open(SMALL, 7), Split.TEST, 0);
        Batch eight = filled(open(SMALL, 8), Split.TEST, 0);

        assertThat(eight.annotations().toArray()).isNotEqualTo(seven.annotations().toArray());
        assertThat(eight.target().toArray()).isNotEqualTo(seven.target().toArray());
    }

    @Test
    void moreCellsAndOtherFieldsLeaveTheTrajectoriesAsTheyAre() {
        NavigationSettings other = new NavigationSettings(60, 5, 7, 2.2, false, 0.4, 3, 1, 9, 30);

        assertThat(positions(open(other, 7), Split.TRAIN, 5)).isEqualTo(positions(open(SMALL, 7), Split.TRAIN, 5));
    }

    @Test
    void threadsThatFillAtOnceDoNotDisturbEachOther() {
        OpenTask open = open(SMALL, 7);
        List<float[]> alone = LongStream.range(0, 200)
                .mapToObj(index -> filled(open, Split.TRAIN, index).target().toArray())
                .toList();
        List<CompletableFuture<float[]>> together = LongStream.range(0, 200)
                .mapToObj(index -> CompletableFuture.supplyAsync(
                        () -> filled(open, Split.TRAIN, index).target().toArray()))
                .toList();

        for (int index = 0; index < 200; index++) {
            assertThat(together.get(index).join()).isEqualTo(alone.get(index));
        }
    }

    @Test
    void whoeverDecodesFromMoreCellsThanAFieldHoldsIsWarned() {
        assertThat(warnings(new NavigationSettings(64, 5, 7, 2.2, false, 0.12, 2, 3, 4, 3)))
                .singleElement()
                .satisfies(warning -> assertThat(warning.getArgumentArray()).containsExactly("1.7", 3));
        assertThat(warnings(SMALL)).isEmpty();
    }

    @Test
    void thePerfectNetworkHasTheOraclesErrorAndIsFarBetterThanTheCentre() {
        OpenTask open = open(new NavigationSettings(512, 20, 200, 2.2, false, 0.12, 2, 3, 1000, 10), 7);
        Batch batch = filled(open, Split.TEST, 0);
        Evaluation evaluation = open.evaluation(Split.TEST);
        evaluation.add(batch, batch.target());

        assertThat(evaluation.metrics().get(0).value()).isEqualTo(evaluation.metrics().get(1).value());
        assertThat(evaluation.metrics().get(1).value()).isBetween(3.5, 5.5);
        assertThat(evaluation.metrics().get(2).value()).isBetween(75.0, 95.0);
    }

    private static Task task(NavigationSettings settings) {
        return new NavigationTask(settings, ComponentContext.standalone(7));
    }

    private static OpenTask open(NavigationSettings settings, long seed) {
        return opened(new NavigationTask(settings, ComponentContext.standalone(seed)));
    }

    /** Simulated ways need no file. */
    static OpenTask opened(Task task) {
        try {
            return task.open();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static List<SubstituteLoggingEvent> warnings(NavigationSettings settings) {
        Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
        Logger logger = new SubstituteLogger("navigation", events, false);
        ComponentContext quiet = ComponentContext.standalone(7);
        opened(new NavigationTask(settings, new ComponentContext() {
            @Override
            public RandomGenerator random(String stream) {
                return quiet.random(stream);
            }

            @Override
            public Optional<Path> outputDirectory() {
                return Optional.empty();
            }

            @Override
            public Logger logger() {
                return logger;
            }
        }));
        return List.copyOf(events);
    }

    private static List<Float> positions(OpenTask open, Split split, long index) {
        float[] values = filled(open, split, index).annotations().toArray();
        return IntStream.range(0, values.length).mapToObj(number -> values[number]).toList();
    }

    private static Batch filled(OpenTask open, Split split, long index) {
        Batch batch = Batch.allocate(open.shape());
        open.fill(split, index, batch);
        return batch;
    }
}
