package io.moduli.core.cell;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import java.util.List;

/**
 * The simple recurrent cell of Elman (1990), h′ = φ(a), where a is the sum of both projections.
 *
 * <p>Both activations have derivatives that are functions of the new state, so nothing needs saving.
 */
abstract sealed class ElmanCell implements RecurrentCell permits TanhElmanCell, ReluElmanCell {

    private static final CellShape SHAPE = new CellShape(1, List.of("hidden"), 0, true, List.of());

    /** φ. */
    enum Activation {
        TANH,
        RELU
    }

    /** A pipeline's settings of the cell. */
    @Description("Elman's simple recurrent cell")
    record Settings(
            @Default("tanh") @Description("The activation function of the summed projections") Activation activation) {}

    /** h′ = φ(a). */
    abstract void activate(Matrix sum, Matrix hidden);

    /** The gradient with respect to a, which replaces a, from h′ and the gradient with respect to h′. */
    abstract void differentiate(Matrix hidden, Matrix hiddenGradient, Matrix sum);

    @Override
    public final CellShape shape() {
        return SHAPE;
    }

    @Override
    public final void forward(ForwardStep step) {
        activate(step.input(0), step.next(0));
    }

    @Override
    public final void backward(BackwardStep step) {
        differentiate(step.next(0), step.nextGradient(0), step.input(0));
        RowKernels.zeroRows(step.previousGradient(0), 0, step.units());
    }
}
