package io.moduli.core.loss;

import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.kernels.Vectors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The mean over columns of -Σ target · log softmax(output), for targets whose columns are distributions. */
final class SoftTargetCrossEntropy extends SoftmaxLoss {

    private final int columns;

    SoftTargetCrossEntropy(TaskShape shape, Team team) {
        super(shape, team);
        this.columns = shape.outputColumns();
    }

    @Override
    void addTargets(int first, int end, Matrix masses, Matrix weighted) {
        Matrix outputs = outputs();
        Matrix target = batch().target();
        for (int row = first; row < end; row++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector share = Vectors.load(target, row, column, mask);
                FloatVector output = Vectors.load(outputs, row, column, mask);
                Vectors.store(Vectors.load(masses, 0, column).add(share), masses, 0, column);
                Vectors.store(share.fma(output, Vectors.load(weighted, 0, column)), weighted, 0, column);
            }
        }
    }

    @Override
    double count() {
        return columns;
    }

    @Override
    void subtractTargets(int first, int end, Matrix gradient, float scale) {
        Matrix target = batch().target();
        for (int row = first; row < end; row++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector share = Vectors.load(target, row, column, mask).mul(scale);
                Vectors.store(
                        Vectors.load(gradient, row - first, column, mask).sub(share), gradient, row - first, column,
                        mask);
            }
        }
    }
}
