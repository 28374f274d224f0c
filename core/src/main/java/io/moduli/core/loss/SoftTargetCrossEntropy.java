package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Team;
import io.moduli.core.engine.Vectors;
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
    double columnLoss(Matrix outputs, Batch batch, int column, double logOfSum) {
        Matrix target = batch.target();
        double loss = 0;
        for (int row = 0; row < outputs.rows(); row++) {
            loss += target.get(row, column) * (logOfSum - outputs.get(row, column));
        }
        return loss;
    }

    @Override
    double count(Batch batch) {
        return columns;
    }

    @Override
    void subtractTargets(Matrix gradient, Batch batch, int first, int end, float scale) {
        Matrix target = batch.target();
        for (int row = 0; row < gradient.rows(); row++) {
            for (int column = first; column < end; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, end);
                FloatVector share = Vectors.load(target, row, column, mask).mul(scale);
                Vectors.store(Vectors.load(gradient, row, column, mask).sub(share), gradient, row, column, mask);
            }
        }
    }
}
