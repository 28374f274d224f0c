package io.moduli.core.loss;

import io.moduli.api.task.Loss;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import java.lang.foreign.MemorySegment;

/** A loss provided by a task. It uses all outputs at once, when the last row has been observed. */
final class TaskLoss extends ObservedLoss {

    private final Loss.Custom loss;
    private final Matrix allGradients;

    TaskLoss(TaskShape shape, Loss.Custom loss, Team team) {
        super(team);
        this.loss = loss;
        this.allGradients = Matrix.allocateAligned(shape.outputs(), shape.outputColumns());
    }

    @Override
    public void observe(int worker, int first, int end) {
        // single rows are of no use
    }

    @Override
    public double finish() {
        return loss.evaluate(outputs(), batch(), allGradients);
    }

    @Override
    public void gradient(int worker, int first, int end, Matrix gradient) {
        for (int row = first; row < end; row++) {
            MemorySegment.copy(
                    allGradients.memory(), allGradients.byteOffset(row, 0), gradient.memory(),
                    gradient.byteOffset(row - first, 0), (long) allGradients.columns() * Float.BYTES);
        }
    }
}
