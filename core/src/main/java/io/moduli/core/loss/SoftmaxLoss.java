package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Team;
import io.moduli.core.engine.VectorMath;
import io.moduli.core.engine.Vectors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/**
 * What both cross-entropies share: the log-softmax of every column. Columns lie side by side in a vector's lanes, so all
 * sums go down the rows and need no sum across lanes; a piece is one vector of columns.
 */
abstract class SoftmaxLoss extends PiecewiseLoss {

    /** The greatest output of each column, and below it the sum of exponentials relative to it: [2 × columns]. */
    private final Matrix columnSums;

    SoftmaxLoss(TaskShape shape, Team team) {
        super(team, Math.ceilDiv(shape.outputColumns(), Vectors.LENGTH));
        this.columnSums = Matrix.allocateAligned(2, shape.outputColumns());
    }

    /** The loss of one column, given the logarithm of the sum of its outputs' exponentials. */
    abstract double columnLoss(Matrix outputs, Batch batch, int column, double logOfSum);

    /** Turns probabilities times a scale into the gradient times it, for the columns of one vector. */
    abstract void subtractTargets(Matrix gradient, Batch batch, int column, float scale);

    @Override
    final double piece(int piece, Matrix outputs, Batch batch, @Nullable Matrix gradient) {
        int first = piece * Vectors.LENGTH;
        int end = Math.min(outputs.columns(), first + Vectors.LENGTH);
        findGreatest(outputs, first);
        sumExponentials(outputs, first);
        double loss = 0;
        for (int column = first; column < end; column++) {
            double logOfSum = columnSums.get(0, column) + StrictMath.log(columnSums.get(1, column));
            loss += columnLoss(outputs, batch, column, logOfSum);
        }
        if (gradient != null) {
            float scale = (float) (1 / count(batch));
            writeProbabilities(outputs, gradient, first, scale);
            subtractTargets(gradient, batch, first, scale);
        }
        return loss;
    }

    private void findGreatest(Matrix outputs, int column) {
        VectorMask<Float> mask = Vectors.tail(column, outputs.columns());
        FloatVector greatest = Vectors.load(outputs, 0, column, mask);
        for (int row = 1; row < outputs.rows(); row++) {
            greatest = greatest.max(Vectors.load(outputs, row, column, mask));
        }
        Vectors.store(greatest, columnSums, 0, column, mask);
    }

    private void sumExponentials(Matrix outputs, int column) {
        VectorMask<Float> mask = Vectors.tail(column, outputs.columns());
        FloatVector greatest = Vectors.load(columnSums, 0, column, mask);
        FloatVector sum = FloatVector.zero(VectorMath.SPECIES);
        for (int row = 0; row < outputs.rows(); row++) {
            sum = sum.add(VectorMath.exp(Vectors.load(outputs, row, column, mask).sub(greatest)));
        }
        Vectors.store(sum, columnSums, 1, column, mask);
    }

    private void writeProbabilities(Matrix outputs, Matrix gradient, int column, float scale) {
        VectorMask<Float> mask = Vectors.tail(column, outputs.columns());
        FloatVector greatest = Vectors.load(columnSums, 0, column, mask);
        FloatVector factor = FloatVector.broadcast(VectorMath.SPECIES, scale)
                .div(Vectors.load(columnSums, 1, column, mask));
        for (int row = 0; row < outputs.rows(); row++) {
            FloatVector power = VectorMath.exp(Vectors.load(outputs, row, column, mask).sub(greatest));
            Vectors.store(power.mul(factor), gradient, row, column, mask);
        }
    }
}
