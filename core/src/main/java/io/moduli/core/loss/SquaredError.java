package io.moduli.core.loss;

import io.moduli.api.math.VectorMath;
import io.moduli.api.task.Batch;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Team;
import io.moduli.core.engine.Vectors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/** The mean over all outputs and columns of (output - target)²; its gradient is 2 (output - target) / count. */
final class SquaredError extends PiecewiseLoss {

    private final double count;

    /** A piece is a row. */
    SquaredError(TaskShape shape, Team team) {
        super(team, shape.outputs());
        this.count = (double) shape.outputs() * shape.outputColumns();
    }

    @Override
    double count(Batch batch) {
        return count;
    }

    @Override
    double piece(int row, Matrix outputs, Batch batch, @Nullable Matrix gradient) {
        Matrix target = batch.target();
        float factor = (float) (2 / count);
        int columns = outputs.columns();
        FloatVector sums = FloatVector.zero(VectorMath.SPECIES);
        for (int column = 0; column < columns; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, columns);
            FloatVector error = Vectors.load(outputs, row, column, mask).sub(Vectors.load(target, row, column, mask));
            sums = error.fma(error, sums);
            if (gradient != null) {
                Vectors.store(error.mul(factor), gradient, row, column, mask);
            }
        }
        return VectorMath.sumOfLanes(sums);
    }
}
