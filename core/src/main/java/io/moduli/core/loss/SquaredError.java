package io.moduli.core.loss;

import io.moduli.api.math.VectorMath;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.kernels.Vectors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The mean over all outputs and columns of (output - target)²; its gradient is 2 (output - target) / count. */
final class SquaredError extends ObservedLoss {

    private final double count;
    /** Each row's sum, so that the order of the whole sum is fixed. */
    private final double[] sums;

    SquaredError(TaskShape shape, Team team) {
        super(team);
        this.count = (double) shape.outputs() * shape.outputColumns();
        this.sums = new double[shape.outputs()];
    }

    @Override
    public void observe(int worker, int first, int end) {
        Matrix outputs = outputs();
        Matrix target = batch().target();
        for (int row = first; row < end; row++) {
            sums[row] = squares(outputs, target, row);
        }
    }

    private static double squares(Matrix outputs, Matrix target, int row) {
        int columns = outputs.columns();
        FloatVector sums = FloatVector.zero(VectorMath.SPECIES);
        for (int column = 0; column < columns; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, columns);
            FloatVector error = Vectors.load(outputs, row, column, mask).sub(Vectors.load(target, row, column, mask));
            sums = error.fma(error, sums);
        }
        return VectorMath.sumOfLanes(sums);
    }

    @Override
    public double finish() {
        double sum = 0;
        for (double ofRow : sums) {
            sum += ofRow;
        }
        return sum / count;
    }

    @Override
    public void gradient(int worker, int first, int end, Matrix gradient) {
        Matrix outputs = outputs();
        Matrix target = batch().target();
        float factor = (float) (2 / count);
        int columns = outputs.columns();
        for (int row = first; row < end; row++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector error = Vectors.load(outputs, row, column, mask)
                        .sub(Vectors.load(target, row, column, mask));
                Vectors.store(error.mul(factor), gradient, row - first, column, mask);
            }
        }
    }
}
