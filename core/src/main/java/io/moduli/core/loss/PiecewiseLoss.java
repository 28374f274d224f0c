package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Team;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A mean that the team's workers take piece by piece; the pieces are summed in their order. */
abstract class PiecewiseLoss implements LossFunction {

    private final Team team;
    private final double[] sums;
    private final IntConsumer part = this::evaluatePiece;
    private @Nullable Matrix outputs;
    private @Nullable Batch batch;
    private @Nullable Matrix gradient;

    PiecewiseLoss(Team team, int pieces) {
        this.team = team;
        this.sums = new double[pieces];
    }

    /** The sum of losses of one piece, and its part of the gradient where one is asked for. */
    abstract double piece(int piece, Matrix outputs, Batch batch, @Nullable Matrix gradient);

    /** What the sum of losses is divided by. */
    abstract double count(Batch batch);

    @Override
    public final double value(Matrix theOutputs, Batch theBatch) {
        return evaluate(theOutputs, theBatch, null);
    }

    @Override
    public final double valueAndGradient(Matrix theOutputs, Batch theBatch, Matrix theGradient) {
        return evaluate(theOutputs, theBatch, theGradient);
    }

    private double evaluate(Matrix theOutputs, Batch theBatch, @Nullable Matrix theGradient) {
        outputs = theOutputs;
        batch = theBatch;
        gradient = theGradient;
        team.forEach(sums.length, part);
        double sum = 0;
        for (double piece : sums) {
            sum += piece;
        }
        return sum / count(theBatch);
    }

    private void evaluatePiece(int piece) {
        if (outputs != null && batch != null) {
            sums[piece] = piece(piece, outputs, batch, gradient);
        }
    }
}
