package io.moduli.plugins.tasks.addition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import org.junit.jupiter.api.Test;

class AdditionEvaluationTest {

    private final Evaluation evaluation = new AdditionEvaluation();

    @Test
    void errorsAreMeansOverAllBatches() {
        add(new float[] {0.5f, 1.5f}, new float[] {0.5f, 1.0f});
        add(new float[] {1.25f, 1.0f}, new float[] {0.25f, 1.03125f});

        assertThat(evaluation.metrics())
                .containsExactly(
                        new Metric("error", (0 + 0.25 + 1 + 0.0009765625) / 4),
                        new Metric("baseline-error", (0.25 + 0.25 + 0.0625 + 0) / 4),
                        new Metric("accuracy", 0.5));
    }

    @Test
    void alwaysAnsweringOneIsAsGoodAsTheBaseline() {
        add(new float[] {0.5f, 1.75f}, new float[] {1, 1});

        assertThat(evaluation.metrics().get(0).value()).isEqualTo(evaluation.metrics().get(1).value());
    }

    @Test
    void withoutABatchThereIsNoMean() {
        assertThatThrownBy(evaluation::metrics)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there are no metrics before the first batch");
    }

    private void add(float[] targets, float[] outputs) {
        Batch batch = Batch.allocate(new TaskShape(
                new Input.Dense(2),
                new InitialState.Zero(),
                ReadOut.LAST_STEP,
                1,
                Loss.Standard.SQUARED_ERROR,
                5,
                targets.length,
                1));
        batch.annotations().fill(1);
        batch.target().copyFrom(Matrix.of(1, targets.length, targets));
        evaluation.add(batch, Matrix.of(1, outputs.length, outputs));
    }
}
