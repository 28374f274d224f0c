package io.moduli.core.metric;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.tensor.Matrix;
import java.util.List;
import java.util.stream.Stream;

/** The metrics of a task. */
public final class TaskMetrics {

    /** The name of the loss among the metrics. */
    public static final String LOSS = "loss";

    private TaskMetrics() {}

    /**
     * The names of the metrics. A task names them only after it has evaluated a batch, so it is given one with outputs
     * of 0.
     *
     * @param split the data to evaluate on, which has at least one batch
     * @return the task's own ones and the loss
     */
    public static List<String> names(OpenTask task, Split split) {
        Batch batch = Batch.allocate(task.shape());
        task.fill(split, 0, batch);
        Evaluation evaluation = task.evaluation(split);
        evaluation.add(batch, Matrix.allocate(task.shape().outputs(), task.shape().outputColumns()));
        return Stream.concat(evaluation.metrics().stream().map(Metric::name), Stream.of(LOSS)).toList();
    }
}
