package io.moduli.core.cell;

import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.CellStep;
import io.moduli.api.math.VectorMath;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.core.engine.Vectors;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The simple recurrent cell of Elman (1990), h′ = φ(a), where a is the sum of both projections.
 *
 * <p>Both activations have derivatives that are functions of the new state, so nothing needs saving.
 */
abstract sealed class ElmanCell extends PointwiseCell permits TanhElmanCell, ReluElmanCell {

    private static final CellShape SHAPE = new CellShape(1, List.of("hidden"), 0, true, List.of());

    /** φ. */
    enum Activation {
        TANH,
        RELU
    }

    /** What a pipeline says of the cell. */
    @Description("Elman's simple recurrent cell")
    record Settings(
            @Default("tanh") @Description("What the summed projections pass through") Activation activation) {}

    /** φ(a). */
    abstract FloatVector activate(FloatVector sum);

    /** φ′ as a function of φ(a), times a gradient. */
    abstract FloatVector differentiate(FloatVector activated, FloatVector gradient);

    @Override
    public final CellShape shape() {
        return SHAPE;
    }

    @Override
    final void forward(CellStep step, int unit, int column, VectorMask<Float> mask) {
        FloatVector sum = Vectors.load(step.input().getFirst(), unit, column, mask);
        Vectors.store(activate(sum), step.next().getFirst(), unit, column, mask);
    }

    @Override
    final void backward(CellStep step, int unit, int column, VectorMask<Float> mask) {
        FloatVector activated = Vectors.load(step.next().getFirst(), unit, column, mask);
        FloatVector gradient = Vectors.load(step.nextGradients().getFirst(), unit, column, mask);
        Vectors.store(differentiate(activated, gradient), step.input().getFirst(), unit, column, mask);
        Vectors.store(
                FloatVector.zero(VectorMath.SPECIES), step.previousGradients().getFirst(), unit, column, mask);
    }
}
