package io.moduli.core.plugin.context;

import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.Loss;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A bundle's task at work. */
record OpenTaskInContext(OpenTask task, PluginContext context) implements OpenTask {

    /** {@inheritDoc} A loss of the bundle's own is called like everything else of it. */
    @Override
    public TaskShape shape() {
        TaskShape shape = context.call(task::shape);
        return shape.loss() instanceof Loss.Custom own
                ? new TaskShape(shape.input(), shape.initialState(), shape.readOut(), shape.outputs(),
                        new LossInContext(own, context), shape.sequenceLength(), shape.batchSize(), shape.annotations())
                : shape;
    }

    @Override
    public FittedState fitted() {
        return context.call(task::fitted);
    }

    @Override
    public long batches(Split split) {
        return context.call(() -> task.batches(split));
    }

    @Override
    public void fill(Split split, long index, Batch batch) {
        context.run(() -> task.fill(split, index, batch));
    }

    @Override
    public boolean continues(Split split, long index) {
        return context.call(() -> task.continues(split, index));
    }

    @Override
    public Optional<double[][]> places(WeightRole role) {
        return context.call(() -> task.places(role));
    }

    @Override
    public Evaluation evaluation(Split split) {
        return context.call(() -> new EvaluationInContext(task.evaluation(split), context));
    }

    @Override
    public OptionalDouble baselineLoss() {
        return context.call(task::baselineLoss);
    }

    @Override
    public List<Exhibit> exhibits(NetworkProbe network) {
        return context.call(() -> task.exhibits(network));
    }

    @Override
    public void close() {
        context.run(task::close);
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
