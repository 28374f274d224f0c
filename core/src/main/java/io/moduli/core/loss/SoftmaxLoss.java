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

/**
 * What both cross-entropies share: the log-softmax of every column. Columns lie side by side in a vector's lanes, so all
 * sums go down the rows and need no sum across lanes. A piece is some columns, so wide that every row of it is read as a
 * stream, and so narrow that what is kept for each column stays in the first-level cache.
 */
abstract class SoftmaxLoss extends PiecewiseLoss {

    private static final int COLUMNS_OF_PIECE = 256;

    /** Row 0: the greatest output of each column; row 1: the sum of exponentials; row 2: what they are multiplied by. */
    private final Matrix perColumn;

    SoftmaxLoss(TaskShape shape, Team team) {
        super(team, Math.ceilDiv(shape.outputColumns(), COLUMNS_OF_PIECE));
        this.perColumn = Matrix.allocateAligned(3, shape.outputColumns());
    }

    /** The loss of one column, given the logarithm of the sum of its outputs' exponentials. */
    abstract double columnLoss(Matrix outputs, Batch batch, int column, double logOfSum);

    /** Turns probabilities times a scale into the gradient times it, for the columns from {@code first} to {@code end - 1}. */
    abstract void subtractTargets(Matrix gradient, Batch batch, int first, int end, float scale);

    @Override
    final double piece(int piece, Matrix outputs, Batch batch, @Nullable Matrix gradient) {
        int first = piece * COLUMNS_OF_PIECE;
        int end = Math.min(outputs.columns(), first + COLUMNS_OF_PIECE);
        greatest(outputs, first, end);
        sums(outputs, first, end);
        double loss = 0;
        for (int column = first; column < end; column++) {
            double logOfSum = perColumn.get(0, column) + StrictMath.log(perColumn.get(1, column));
            loss += columnLoss(outputs, batch, column, logOfSum);
        }
        if (gradient != null) {
            float scale = (float) (1 / count(batch));
            for (int column = first; column < end; column++) {
                perColumn.set(2, column, scale / perColumn.get(1, column));
            }
            probabilities(outputs, gradient, first, end);
            subtractTargets(gradient, batch, first, end, scale);
        }
        return loss;
    }

    private void greatest(Matrix outputs, int first, int end) {
        fill(0, first, end, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < outputs.rows(); row++) {
            for (int column = first; column < end; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, end);
                FloatVector output = Vectors.load(outputs, row, column, mask);
                Vectors.store(Vectors.load(perColumn, 0, column, mask).max(output), perColumn, 0, column, mask);
            }
        }
    }

    private void sums(Matrix outputs, int first, int end) {
        fill(1, first, end, 0);
        for (int row = 0; row < outputs.rows(); row++) {
            for (int column = first; column < end; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, end);
                FloatVector power = power(outputs, row, column, mask);
                Vectors.store(Vectors.load(perColumn, 1, column, mask).add(power), perColumn, 1, column, mask);
            }
        }
    }

    private void fill(int row, int first, int end, float value) {
        for (int column = first; column < end; column++) {
            perColumn.set(row, column, value);
        }
    }

    private void probabilities(Matrix outputs, Matrix gradient, int first, int end) {
        for (int row = 0; row < outputs.rows(); row++) {
            for (int column = first; column < end; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, end);
                FloatVector factor = Vectors.load(perColumn, 2, column, mask);
                Vectors.store(power(outputs, row, column, mask).mul(factor), gradient, row, column, mask);
            }
        }
    }

    /** exp(output - greatest), which is never above 1. */
    private FloatVector power(Matrix outputs, int row, int column, VectorMask<Float> mask) {
        FloatVector greatest = Vectors.load(perColumn, 0, column, mask);
        return VectorMath.exp(Vectors.load(outputs, row, column, mask).sub(greatest));
    }
}
