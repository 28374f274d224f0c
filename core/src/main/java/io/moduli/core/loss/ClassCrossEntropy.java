package io.moduli.core.loss;

import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;

/** The mean over columns of -log softmax(output)[class]; columns of class -1 do not count and have no gradient. */
final class ClassCrossEntropy extends SoftmaxLoss {

    private static final int NO_CLASS = -1;

    ClassCrossEntropy(TaskShape shape, Team team) {
        super(shape, team);
    }

    @Override
    void addTargets(int first, int end, Matrix masses, Matrix weighted) {
        Matrix outputs = outputs();
        int[] classes = batch().classes();
        for (int column = 0; column < classes.length; column++) {
            int target = classes[column];
            if (target >= first && target < end) {
                masses.set(0, column, 1);
                weighted.set(0, column, outputs.get(target, column));
            }
        }
    }

    @Override
    double count() {
        int counted = 0;
        for (int target : batch().classes()) {
            counted += target == NO_CLASS ? 0 : 1;
        }
        return Math.max(1, counted);
    }

    @Override
    void subtractTargets(int first, int end, Matrix gradient, float scale) {
        int[] classes = batch().classes();
        for (int column = 0; column < classes.length; column++) {
            int target = classes[column];
            if (target >= first && target < end) {
                gradient.set(target - first, column, gradient.get(target - first, column) - scale);
            }
        }
    }
}
