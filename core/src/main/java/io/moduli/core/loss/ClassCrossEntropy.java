package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Team;
import io.moduli.core.engine.Vectors;

/** The mean over columns of -log softmax(output)[class]; columns of class -1 do not count and have no gradient. */
final class ClassCrossEntropy extends SoftmaxLoss {

    private static final int NO_CLASS = -1;

    ClassCrossEntropy(TaskShape shape, Team team) {
        super(shape, team);
    }

    @Override
    double columnLoss(Matrix outputs, Batch batch, int column, double logOfSum) {
        int target = batch.classes()[column];
        return target == NO_CLASS ? 0 : logOfSum - outputs.get(target, column);
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
    void subtractTargets(Matrix gradient, Batch batch, int column, float scale) {
        int end = Math.min(gradient.columns(), column + Vectors.LENGTH);
        for (int target = column; target < end; target++) {
            int row = batch.classes()[target];
            if (row == NO_CLASS) {
                for (int output = 0; output < gradient.rows(); output++) {
                    gradient.set(output, target, 0);
                }
            } else {
                gradient.set(row, target, gradient.get(row, target) - scale);
            }
        }
    }
}
