package io.moduli.plugins.tasks.addition;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.Metric;
import io.moduli.api.tensor.Matrix;
import java.util.List;

/**
 * Evaluates the sums of the sequences that count, each once.
 *
 * <p>{@code error} is the mean squared error; {@code baseline-error} is that of always answering 1, the expected sum, for
 * the very same sequences; {@code accuracy} is the share of answers that are less than 0.04 off, the criterion of
 * Hochreiter and Schmidhuber (1997), whose sums however spread over half the range of these.
 */
final class AdditionEvaluation implements Evaluation {

    private static final double EXPECTED_SUM = 1;
    private static final double TOLERANCE = 0.04;

    private double squaredError;
    private double baselineSquaredError;
    private long right;
    private long answers;

    @Override
    public void add(Batch batch, Matrix outputs) {
        Matrix target = batch.target();
        for (int column = 0; column < target.columns(); column++) {
            if (batch.annotations().get(0, column) == 0) {
                continue;
            }
            double sum = target.get(0, column);
            double error = outputs.get(0, column) - sum;
            double baselineError = EXPECTED_SUM - sum;
            squaredError += error * error;
            baselineSquaredError += baselineError * baselineError;
            right += Math.abs(error) < TOLERANCE ? 1 : 0;
            answers++;
        }
    }

    @Override
    public List<Metric> metrics() {
        if (answers == 0) {
            throw new IllegalStateException("there are no metrics before the first batch");
        }
        return List.of(
                new Metric("error", squaredError / answers),
                new Metric("baseline-error", baselineSquaredError / answers),
                new Metric("accuracy", (double) right / answers));
    }
}
