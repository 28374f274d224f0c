package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Team;

/** The mean over columns of -log softmax(output)[class]; columns of class -1 do not count and have no gradient. */
final class ClassCrossEntropy extends SoftmaxLoss {

    private static final int NO_CLASS = -1;

    ClassCrossEntropy(TaskShape shape, Team team) {
        super(shape, team);
    }

    @Override
    void readTargets(Matrix outputs, Batch batch, Matrix targets, int first, int end) {
        for (int column = first; column < end; column++) {
            int target = batch.classes()[column];
            targets.set(0, column, target == NO_CLASS ? 0 : 1);
            targets.set(1, column, target == NO_CLASS ? 0 : outputs.get(target, column));
        }
    }

    @Override
    double count(Batch batch) {
        int counted = 0;
        for (int target : batch.classes()) {
            counted += target == NO_CLASS ? 0 : 1;
        }
        return Math.max(1, counted);
    }

    @Override
    void subtractTargets(Matrix gradient, Batch batch, int first, int end, float scale) {
        for (int column = first; column < end; column++) {
            int target = batch.classes()[column];
            if (target == NO_CLASS) {
                for (int row = 0; row < gradient.rows(); row++) {
                    gradient.set(row, column, 0);
                }
            } else {
                gradient.set(target, column, gradient.get(target, column) - scale);
            }
        }
    }
}
