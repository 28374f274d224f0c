package io.moduli.plugins.tasks.addition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.ComponentContext;
import io.moduli.api.testkit.TaskContractTests;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdditionTaskTest implements TaskContractTests {

    @Override
    public Map<String, Task> tasks() {
        return Map.of(
                "the smallest", task(new AdditionSettings(2, 1, 3, 1, MarkPlacement.ONE_A_HALF)),
                "one mark a half", task(new AdditionSettings(7, 4, 30, 9, MarkPlacement.ONE_A_HALF)),
                "marks anywhere", task(new AdditionSettings(7, 4, 30, 9, MarkPlacement.ANYWHERE)),
                "as configured by default", task(new AdditionSettings(50, 32, 10_000, 2000, MarkPlacement.ONE_A_HALF)));
    }

    @Test
    void twoFeaturesComeInAndOneNumberIsReadAtTheEnd() {
        assertThat(open(new AdditionSettings(7, 4, 30, 9, MarkPlacement.ANYWHERE)).shape())
                .isEqualTo(new TaskShape(
                        new Input.Dense(2),
                        new InitialState.Zero(),
                        ReadOut.LAST_STEP,
                        1,
                        Loss.Standard.SQUARED_ERROR,
                        7,
                        4,
                        1));
    }

    @Test
    void anEpochHasAsManyBatchesAsAreFullAndEveryHeldOutSequenceIsInOne() {
        OpenTask open = open(new AdditionSettings(7, 4, 30, 9, MarkPlacement.ANYWHERE));

        assertThat(open.batches(Split.TRAIN)).isEqualTo(7);
        assertThat(open.batches(Split.VALIDATION)).isEqualTo(3);
        assertThat(open.batches(Split.TEST)).isEqualTo(3);
    }

    @Test
    void eachHeldOutSequenceIsJudgedOnce() {
        AdditionSettings settings = new AdditionSettings(7, 4, 30, 9, MarkPlacement.ANYWHERE);
        OpenTask open = open(settings);
        Batch batch = Batch.allocate(open.shape());
        Evaluation evaluation = open.evaluation(Split.TEST);
        double squares = 0;
        for (long index = 0; index < 3; index++) {
            open.fill(Split.TEST, index, batch);
            evaluation.add(batch, Matrix.allocate(1, 4));
            assertThat(batch.annotations().toArray())
                    .containsExactly(1, index < 2 ? 1 : 0, index < 2 ? 1 : 0, index < 2 ? 1 : 0);
            for (int column = 0; column < (index < 2 ? 4 : 1); column++) {
                squares += batch.target().get(0, column) * (double) batch.target().get(0, column);
            }
        }

        assertThat(evaluation.metrics().getFirst().value()).isEqualTo(squares / 9);
        assertThat(sequences(settings, Split.TEST, 2, 1).subList(1, 4))
                .isEqualTo(sequences(settings, Split.TEST, 0, 1).subList(0, 3));
    }

    @Test
    void numbersAreFromZeroToOneTwoAreMarkedAndTheTargetIsTheirSum() {
        for (MarkPlacement placement : MarkPlacement.values()) {
            for (Sequence sequence : sequences(new AdditionSettings(7, 4, 400, 40, placement), Split.TRAIN, 0, 100)) {
                assertThat(sequence.values).allMatch(value -> value >= 0 && value < 1);
                assertThat(sequence.marks).hasSize(2);
                assertThat(sequence.target)
                        .isEqualTo(sequence.values.get(sequence.marks.get(0))
                                + sequence.values.get(sequence.marks.get(1)));
            }
        }
    }

    @Test
    void eachHalfHasOneMarkAndEveryStepOfItIsMarkedAsOften() {
        int[] counts = new int[7];
        for (Sequence sequence : sequences(
                new AdditionSettings(7, 4, 6000, 40, MarkPlacement.ONE_A_HALF), Split.TRAIN, 0, 1500)) {
            assertThat(sequence.marks.get(0)).isLessThan(3);
            assertThat(sequence.marks.get(1)).isGreaterThanOrEqualTo(3);
            sequence.marks.forEach(mark -> counts[mark]++);
        }

        // 6000 / 3 in the first half and 6000 / 4 in the second, five standard deviations to either side.
        assertThat(List.of(counts[0], counts[1], counts[2])).allMatch(count -> Math.abs(count - 2000) < 183);
        assertThat(List.of(counts[3], counts[4], counts[5], counts[6])).allMatch(count -> Math.abs(count - 1500) < 168);
    }

    @Test
    void marksAnywhereFallOnEachPairOfStepsAsOften() {
        int[][] counts = new int[4][4];
        for (Sequence sequence : sequences(
                new AdditionSettings(4, 4, 6000, 40, MarkPlacement.ANYWHERE), Split.TRAIN, 0, 1500)) {
            counts[sequence.marks.get(0)][sequence.marks.get(1)]++;
        }

        // 6000 / 6, five standard deviations to either side.
        assertThat(List.of(counts[0][1], counts[0][2], counts[0][3], counts[1][2], counts[1][3], counts[2][3]))
                .allMatch(count -> Math.abs(count - 1000) < 144);
    }

    @Test
    void anEpochShowsNoSequenceTwiceAndTheNextShowsThemInAnotherOrder() {
        AdditionSettings settings = new AdditionSettings(7, 4, 40, 9, MarkPlacement.ONE_A_HALF);
        List<Sequence> first = sequences(settings, Split.TRAIN, 0, 10);
        List<Sequence> second = sequences(settings, Split.TRAIN, 10, 10);

        assertThat(first).doesNotHaveDuplicates();
        assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void whatIsLeftOverOfAnEpochIsShownInOthers() {
        AdditionSettings settings = new AdditionSettings(7, 4, 7, 4, MarkPlacement.ONE_A_HALF);

        assertThat(sequences(settings, Split.TRAIN, 0, 1)).hasSize(4);
        assertThat(sequences(settings, Split.TRAIN, 0, 20).stream().distinct()).hasSize(7);
    }

    @Test
    void heldOutSequencesBeginAgainInTheSameOrder() {
        AdditionSettings settings = new AdditionSettings(7, 4, 40, 9, MarkPlacement.ONE_A_HALF);

        assertThat(sequences(settings, Split.TEST, 3, 2)).isEqualTo(sequences(settings, Split.TEST, 0, 2));
    }

    @Test
    void moreTrainingSequencesLeaveThoseHeldOutAsTheyAre() {
        AdditionSettings few = new AdditionSettings(7, 4, 40, 8, MarkPlacement.ONE_A_HALF);
        AdditionSettings many = new AdditionSettings(7, 4, 400, 8, MarkPlacement.ONE_A_HALF);

        assertThat(sequences(many, Split.TEST, 0, 2)).isEqualTo(sequences(few, Split.TEST, 0, 2));
    }

    @Test
    void anotherSeedGivesOtherSequences() {
        AdditionSettings settings = new AdditionSettings(7, 4, 40, 8, MarkPlacement.ONE_A_HALF);

        assertThat(sequences(new AdditionTask(settings, ComponentContext.standalone(8)).open(), Split.TEST, 0, 1))
                .isNotEqualTo(sequences(settings, Split.TEST, 0, 1));
    }

    @Test
    void theMeanOfTheSumIsOneAndItsVarianceASixth() {
        List<Sequence> sequences = sequences(
                new AdditionSettings(10, 4, 20_000, 4, MarkPlacement.ANYWHERE), Split.TRAIN, 0, 5000);
        double mean = sequences.stream().mapToDouble(sequence -> sequence.target).average().orElseThrow();
        double variance = sequences.stream().mapToDouble(sequence -> Math.pow(sequence.target - 1, 2)).average()
                .orElseThrow();

        assertThat(mean).isCloseTo(1, within(0.0145));
        assertThat(variance).isCloseTo(1.0 / 6, within(0.007));
    }

    private record Sequence(List<Float> values, List<Integer> marks, float target) {}

    private static Task task(AdditionSettings settings) {
        return new AdditionTask(settings, ComponentContext.standalone(7));
    }

    private static OpenTask open(AdditionSettings settings) {
        return new AdditionTask(settings, ComponentContext.standalone(7)).open();
    }

    private static List<Sequence> sequences(AdditionSettings settings, Split split, long firstBatch, int batches) {
        return sequences(open(settings), split, firstBatch, batches);
    }

    private static List<Sequence> sequences(OpenTask open, Split split, long firstBatch, int batches) {
        Batch batch = Batch.allocate(open.shape());
        List<Sequence> sequences = new ArrayList<>();
        for (long index = firstBatch; index < firstBatch + batches; index++) {
            open.fill(split, index, batch);
            for (int number = 0; number < open.shape().batchSize(); number++) {
                sequences.add(sequence(batch, number));
            }
        }
        return sequences;
    }

    private static Sequence sequence(Batch batch, int number) {
        List<Float> values = new ArrayList<>();
        List<Integer> marks = new ArrayList<>();
        for (int step = 0; step < batch.shape().sequenceLength(); step++) {
            int column = step * batch.shape().batchSize() + number;
            values.add(batch.input().get(0, column));
            float mark = batch.input().get(1, column);
            assertThat(mark).isIn(0f, 1f);
            if (mark == 1) {
                marks.add(step);
            }
        }
        return new Sequence(values, marks, batch.target().get(0, number));
    }
}
