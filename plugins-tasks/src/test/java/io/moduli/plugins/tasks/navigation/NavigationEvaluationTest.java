package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationEvaluationTest {

    /** Cells at (0, 0), (0.5, 0) and (-1, 0). */
    private static final float[] X = {0, 0.5f, -1};
    private static final float[] Y = {0, 0, 0};

    @Test
    void errorsAreMeanDistancesInCentimetres() {
        Evaluation evaluation = evaluation(false);
        // True positions (0.5, 0.25) and (-1, 0); the targets say (0.5, 0) and (-1, 0), the outputs (0.5, 0) and (0, 0).
        add(evaluation, new float[] {0.5f, -1, 0.25f, 0}, new int[] {1, 2}, new int[] {1, 0});
        // True positions (0, 0.3) and (0.5, 0.4); targets and outputs say (0, 0) and (0.5, 0).
        add(evaluation, new float[] {0, 0.5f, 0.3f, 0.4f}, new int[] {0, 1}, new int[] {0, 1});

        List<Metric> metrics = evaluation.metrics();

        assertThat(metrics).extracting(Metric::name).containsExactly("error", "oracle-error", "centre-error");
        assertThat(metrics).extracting(Metric::unit).containsOnly("cm");
        assertThat(metrics.get(0).value()).isCloseTo((25 + 100 + 30 + 40) / 4.0, within(1e-4));
        assertThat(metrics.get(1).value()).isCloseTo((25 + 0 + 30 + 40) / 4.0, within(1e-4));
        assertThat(metrics.get(2).value())
                .isCloseTo((100 * Math.hypot(0.5, 0.25) + 100 + 30 + 100 * Math.hypot(0.5, 0.4)) / 4, within(1e-4));
    }

    @Test
    void withoutWallsTheShorterWayIsTheError() {
        Evaluation evaluation = evaluation(true);
        // True positions (1, 0) and (0, 0); the outputs say (-1, 0), which is 0.2 m away, and (0, 0).
        add(evaluation, new float[] {1, 0, 0, 0}, new int[] {1, 0}, new int[] {2, 0});

        assertThat(evaluation.metrics().get(0).value()).isCloseTo(10, within(1e-4));
        assertThat(evaluation.metrics().get(1).value()).isCloseTo(25, within(1e-4));
        assertThat(evaluation.metrics().get(2).value()).isCloseTo(50, within(1e-4));
    }

    @Test
    void withoutABatchThereIsNoMean() {
        assertThatThrownBy(evaluation(false)::metrics)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there are no metrics before the first batch");
    }

    private static Evaluation evaluation(boolean periodic) {
        return new NavigationEvaluation(
                new PlaceDecoder(new PlaceCells(new Box(2.2, periodic), X, Y, 0.12, 2), 1));
    }

    private static void add(Evaluation evaluation, float[] truth, int[] targets, int[] outputs) {
        Batch batch = Batch.allocate(new TaskShape(
                new Input.Dense(2),
                new InitialState.Projected(3),
                ReadOut.EVERY_STEP,
                3,
                Loss.Standard.SOFT_TARGET_CROSS_ENTROPY,
                1,
                2,
                2));
        batch.annotations().copyFrom(Matrix.of(2, 2, truth));
        batch.target().copyFrom(oneHot(targets));
        evaluation.add(batch, oneHot(outputs));
    }

    private static Matrix oneHot(int... cells) {
        Matrix activity = Matrix.allocate(3, cells.length);
        for (int column = 0; column < cells.length; column++) {
            activity.set(cells[column], column, 1);
        }
        return activity;
    }
}
