package io.moduli.api.testkit;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** The part of {@link TaskContract} that is about evaluating outputs: metrics, and losses of a task's own. */
final class EvaluationRules {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Far enough for float32 outputs, close enough for the slope. */
    private static final float STEP = 1f / 64;

    private final Findings findings;
    private final OpenTask task;
    private final Split split;
    private final TaskShape shape;

    EvaluationRules(Findings findings, OpenTask task, Split split) {
        this.findings = findings;
        this.task = task;
        this.split = split;
        this.shape = task.shape();
    }

    void check() {
        Batch batch = BatchContents.poisoned(shape);
        task.fill(split, 0, batch);
        BatchContents contents = BatchContents.of(batch);
        Matrix outputs = randomMatrix(1);
        float[] before = outputs.toArray();

        Evaluation evaluation = task.evaluation(split);
        evaluation.add(batch, outputs);
        List<Metric> once = evaluation.metrics();
        checkNames(once);
        findings.require(
                once.equals(evaluation.metrics()), "metrics", "asked again, %s has changed to %s", once,
                evaluation.metrics());

        evaluation.add(batch, randomMatrix(2));
        List<Metric> twice = evaluation.metrics();
        findings.require(
                names(once).equals(names(twice)), "metric-names", "after one batch they are %s, after two %s", once,
                twice);

        Evaluation fresh = task.evaluation(split);
        fresh.add(batch, outputs);
        findings.require(
                once.equals(fresh.metrics()), "metrics", "a new evaluation of the same batch says %s, not %s",
                fresh.metrics(),
                once);
        if (shape.loss() instanceof Loss.Custom loss) {
            checkLoss(loss, batch, outputs);
        }
        findings.require(
                contents.equals(BatchContents.of(batch)) && Arrays.equals(before, outputs.toArray()),
                "read-only", "evaluating %s wrote to the batch or to the outputs", split);
    }

    private void checkNames(List<Metric> metrics) {
        for (Metric metric : metrics) {
            findings.require(
                    NAME.matcher(metric.name()).matches(),
                    "metric-names", "the name '%s' is not lower-case words joined by hyphens", metric.name());
            findings.require(
                    Double.isFinite(metric.value()), "metrics", "%s of %s is %s", metric.name(), split, metric.value());
        }
        List<String> names = metrics.stream().map(Metric::name).toList();
        findings.require(
                names.stream().distinct().count() == names.size(), "metric-names", "a name comes twice in %s", names);
    }

    private static List<Metric> names(List<Metric> metrics) {
        return metrics.stream().map(metric -> new Metric(metric.name(), 0, metric.unit())).toList();
    }

    /** The slope of the loss along a direction at random is the gradient's product with it. */
    private void checkLoss(Loss.Custom loss, Batch batch, Matrix outputs) {
        Matrix gradient = randomMatrix(3);
        gradient.fill(Float.NaN);
        double value = loss.evaluate(outputs, batch, gradient);
        Matrix direction = randomMatrix(4);
        double expected = 0;
        float[] slopes = gradient.toArray();
        float[] directions = direction.toArray();
        for (int index = 0; index < slopes.length; index++) {
            expected += (double) slopes[index] * directions[index];
        }
        findings.require(
                Double.isFinite(value) && Double.isFinite(expected),
                "loss", "it is %s, and its gradient is not all written or not finite", value);
        double seen = (along(loss, batch, outputs, direction, STEP) - along(loss, batch, outputs, direction, -STEP))
                / (2 * STEP);
        findings.require(
                Math.abs(seen - expected) <= 1e-2 * Math.max(Math.abs(seen), Math.abs(expected)) + 1e-4,
                "loss", "its slope along a direction is %s, its gradient says %s", seen, expected);
    }

    private double along(Loss.Custom loss, Batch batch, Matrix outputs, Matrix direction, float step) {
        Matrix moved = Matrix.allocate(outputs.rows(), outputs.columns());
        for (int row = 0; row < outputs.rows(); row++) {
            for (int column = 0; column < outputs.columns(); column++) {
                moved.set(row, column, outputs.get(row, column) + step * direction.get(row, column));
            }
        }
        return loss.evaluate(moved, batch, Matrix.allocate(outputs.rows(), outputs.columns()));
    }

    private Matrix randomMatrix(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = Matrix.allocate(shape.outputs(), shape.outputColumns());
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                matrix.set(row, column, (float) random.nextGaussian());
            }
        }
        return matrix;
    }
}
