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
 * sums go down the rows and need no sum across lanes; a piece is one vector of columns.
 */
abstract class SoftmaxLoss extends PiecewiseLoss {

    SoftmaxLoss(TaskShape shape, Team team) {
        super(team, Math.ceilDiv(shape.outputColumns(), Vectors.LENGTH));
    }

    /** The loss of one column, given the logarithm of the sum of its outputs' exponentials. */
    abstract double columnLoss(Matrix outputs, Batch batch, int column, double logOfSum);

    /** Turns probabilities times a scale into the gradient times it, for one vector of columns. */
    abstract void subtractTargets(Matrix gradient, Batch batch, int column, VectorMask<Float> mask, float scale);

    @Override
    final double piece(int piece, Matrix outputs, Batch batch, @Nullable Matrix gradient) {
        int first = piece * Vectors.LENGTH;
        int end = Math.min(outputs.columns(), first + Vectors.LENGTH);
        VectorMask<Float> mask = Vectors.tail(first, outputs.columns());
        FloatVector greatest = Vectors.load(outputs, 0, first, mask);
        for (int row = 1; row < outputs.rows(); row++) {
            greatest = greatest.max(Vectors.load(outputs, row, first, mask));
        }
        FloatVector sum = FloatVector.zero(VectorMath.SPECIES);
        for (int row = 0; row < outputs.rows(); row++) {
            sum = sum.add(VectorMath.exp(Vectors.load(outputs, row, first, mask).sub(greatest)));
        }
        double loss = 0;
        for (int column = first; column < end; column++) {
            double logOfSum = greatest.lane(column - first) + StrictMath.log(sum.lane(column - first));
            loss += columnLoss(outputs, batch, column, logOfSum);
        }
        if (gradient != null) {
            float scale = (float) (1 / count(batch));
            FloatVector factor = FloatVector.broadcast(VectorMath.SPECIES, scale).div(sum);
            for (int row = 0; row < outputs.rows(); row++) {
                FloatVector power = VectorMath.exp(Vectors.load(outputs, row, first, mask).sub(greatest));
                Vectors.store(power.mul(factor), gradient, row, first, mask);
            }
            subtractTargets(gradient, batch, first, mask, scale);
        }
        return loss;
    }
}
