package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Loss;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;

/** A loss that a task brought along. */
final class TaskLoss implements LossFunction {

    private final Loss.Custom loss;
    private final Matrix unused;

    TaskLoss(TaskShape shape, Loss.Custom loss) {
        this.loss = loss;
        this.unused = Matrix.allocateAligned(shape.outputs(), shape.outputColumns());
    }

    @Override
    public double value(Matrix outputs, Batch batch) {
        return loss.evaluate(outputs, batch, unused);
    }

    @Override
    public double valueAndGradient(Matrix outputs, Batch batch, Matrix gradient) {
        return loss.evaluate(outputs, batch, gradient);
    }
}
