package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;

/**
 * The mean over columns of -log softmax(output)[class]; columns of class -1 do not count and have no gradient. Any
 * other class that is not an output is rejected when an evaluation begins, since it would be counted but contribute
 * nothing.
 */
final class ClassCrossEntropy extends SoftmaxLoss {

    private static final int NO_CLASS = -1;

    private final int outputCount;
    private int counted;

    ClassCrossEntropy(TaskShape shape, Team team) {
        super(shape, team);
        this.outputCount = shape.outputs();
    }

    @Override
    public void begin(Matrix outputs, Batch batch) {
        super.begin(outputs, batch);
        counted = 0;
        int[] classes = batch.classes();
        for (int column = 0; column < classes.length; column++) {
            int target = classes[column];
            if (target < NO_CLASS || target >= outputCount) {
                throw new IllegalArgumentException(
                        "the task's target in column %d is class %d, but the network has %d outputs: classes are 0 to %d, or %d where a column does not count"
                                .formatted(column, target, outputCount, outputCount - 1, NO_CLASS));
            }
            counted += target == NO_CLASS ? 0 : 1;
        }
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
