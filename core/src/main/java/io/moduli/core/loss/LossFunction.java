package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Loss;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Team;

/** A loss on the outputs of one task. */
public interface LossFunction {

    /** The loss, leaving the outputs as they are. */
    double value(Matrix outputs, Batch batch);

    /**
     * The loss and its gradient.
     *
     * @param gradient receives the gradient by the outputs; for the standard losses it may be the outputs' own memory
     */
    double valueAndGradient(Matrix outputs, Batch batch, Matrix gradient);

    /** The loss that a task asks for. */
    static LossFunction of(TaskShape shape, Team team) {
        return switch (shape.loss()) {
            case Loss.Standard.SQUARED_ERROR -> new SquaredError(shape, team);
            case Loss.Standard.SOFT_TARGET_CROSS_ENTROPY -> new SoftTargetCrossEntropy(shape, team);
            case Loss.Standard.CLASS_CROSS_ENTROPY -> new ClassCrossEntropy(shape, team);
            case Loss.Custom custom -> new TaskLoss(shape, custom);
        };
    }
}
