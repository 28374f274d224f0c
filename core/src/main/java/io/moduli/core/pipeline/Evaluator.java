package io.moduli.core.pipeline;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.loss.LossFunction;
import io.moduli.core.metric.TaskMetrics;
import io.moduli.core.network.Network;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Evaluates the network on some batches of a split, changing only carried states. */
@Singleton
public final class Evaluator {

    private final OpenTask task;
    private final Network network;
    private final LossFunction loss;
    private final PipelineListener listener;
    private final Cancellation cancellation;
    private final Batch batch;

    @Inject
    Evaluator(
            OpenTask task,
            Network network,
            LossFunction loss,
            PipelineListener listener,
            Cancellation cancellation) {
        this.task = task;
        this.network = network;
        this.loss = loss;
        this.listener = listener;
        this.cancellation = cancellation;
        this.batch = Batch.allocate(task.shape());
    }

    /** The task's metrics and then the mean loss over the first batches of a split. */
    public List<Metric> evaluate(Split split, long batches) {
        return evaluate(split, batches, listener::stepDone);
    }

    /**
     * Evaluates on validation data, without reporting each batch.
     *
     * @param withMetrics whether to compute the task's metrics, too
     * @return the loss, preceded by the metrics; nothing for no batches
     */
    List<Metric> validate(long batches, boolean withMetrics) {
        if (batches == 0) {
            return List.of();
        }
        return withMetrics
                ? evaluate(Split.VALIDATION, batches, (_, _) -> {})
                : List.of(new Metric(TaskMetrics.LOSS, meanLoss(Split.VALIDATION, batches)));
    }

    /** Is told of each batch. */
    @FunctionalInterface
    private interface BatchDone {

        void done(long number, double loss);
    }

    private List<Metric> evaluate(Split split, long batches, BatchDone told) {
        Evaluation evaluation = task.evaluation(split);
        double sum = 0;
        for (long index = 0; index < batches; index++) {
            cancellation.check();
            Matrix outputs = forward(split, index);
            double batchLoss = loss.value(outputs, batch);
            sum += batchLoss;
            evaluation.add(batch, outputs);
            told.done(index + 1, batchLoss);
        }
        List<Metric> metrics = new ArrayList<>(evaluation.metrics());
        metrics.add(new Metric(TaskMetrics.LOSS, sum / batches));
        return metrics;
    }

    /** The mean loss over the first batches of a split. */
    private double meanLoss(Split split, long batches) {
        double sum = 0;
        for (long index = 0; index < batches; index++) {
            cancellation.check();
            sum += loss.value(forward(split, index), batch);
        }
        return sum / batches;
    }

    private Matrix forward(Split split, long index) {
        task.fill(split, index, batch);
        return network.forward(batch, index > 0 && task.continues(split, index));
    }
}
