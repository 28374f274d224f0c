package io.moduli.core.plugin.context;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Loss;
import io.moduli.api.tensor.Matrix;

/** A bundle's loss. */
record LossInContext(Loss.Custom loss, PluginContext context) implements Loss.Custom {

    @Override
    public double evaluate(Matrix outputs, Batch batch, Matrix gradient) {
        return context.call(() -> loss.evaluate(outputs, batch, gradient));
    }

    @Override
    public String toString() {
        return loss.toString();
    }
}
