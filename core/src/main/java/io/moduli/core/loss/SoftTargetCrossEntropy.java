package io.moduli.core.loss;

import io.moduli.api.math.VectorMath;
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
    void readTargets(Matrix outputs, Batch batch, Matrix targets, int first, int end) {
        Matrix target = batch.target();
        for (int column = first; column < end; column += Vectors.LENGTH) {
            Vectors.store(FloatVector.zero(VectorMath.SPECIES), targets, 0, column);
            Vectors.store(FloatVector.zero(VectorMath.SPECIES), targets, 1, column);
        }
        for (int row = 0; row < outputs.rows(); row++) {
            for (int column = first; column < end; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, end);
                FloatVector share = Vectors.load(target, row, column, mask);
                FloatVector output = Vectors.load(outputs, row, column, mask);
                Vectors.store(Vectors.load(targets, 0, column).add(share), targets, 0, column);
                Vectors.store(share.fma(output, Vectors.load(targets, 1, column)), targets, 1, column);
            }
        }
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
