package io.moduli.core.plugin.context;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.Metric;
import io.moduli.api.tensor.Matrix;
import java.util.List;

/** A bundle's evaluation of outputs. */
record EvaluationInContext(Evaluation evaluation, PluginContext context) implements Evaluation {

    @Override
    public void add(Batch batch, Matrix outputs) {
        context.run(() -> evaluation.add(batch, outputs));
    }

    @Override
    public List<Metric> metrics() {
        return context.call(evaluation::metrics);
    }

    @Override
    public String toString() {
        return evaluation.toString();
    }
}
