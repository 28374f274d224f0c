package io.moduli.core.cell;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.cell.UnitVector;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Vectors;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Elman's cell with leaking units, h′ = h + α (φ(a) - h): Euler's steps of τ dh/dt = -h + φ(a), with α = 1 / τ and τ in
 * time steps, the usual equation of rate networks. Where time constants are learned, each unit has its own, by v with α
 * = 1 / (1 + exp(-v)), so that τ stays above 1.
 */
final class LeakyElmanCell implements RecurrentCell {

    private final ElmanCell activation;
    private final CellShape shape;
    private final float share;

    LeakyElmanCell(Settings settings) {
        this.activation = switch (settings.activation()) {
            case TANH -> new TanhElmanCell();
            case RELU -> new ReluElmanCell();
        };
        this.share = (float) (1 / settings.timeConstant());
        double first = -Math.log(settings.timeConstant() - 1);
        this.shape = new CellShape(
                1, List.of("hidden"), 1, true,
                settings.learned() ? List.of(new UnitVector("leak", first, first)) : List.of());
    }

    /** A pipeline's settings of the cell. */
    @Description("Elman's cell with units that leak, as rate neurons do")
    record Settings(
            @Default("tanh") @Description("The activation function of the summed projections: tanh, relu") ElmanCell.Activation activation,
            @Default("5") @Description("The time constant of all units, or their first one, in time steps") @Range(min = 1) double timeConstant,
            @Default("false") @Description("Whether each unit learns a time constant of its own") boolean learned) {

        Settings {
            if (learned && timeConstant == 1) {
                throw new SettingException("time-constant",
                        "time constants that are learned are above 1, but time-constant = 1; write a larger one, or learned = false");
            }
        }
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public void forward(ForwardStep step) {
        Matrix activated = step.saved(0);
        activation.activate(step.input(0), activated);
        Matrix previous = step.previous(0);
        Matrix next = step.next(0);
        int columns = next.columns();
        for (int unit = 0; unit < next.rows(); unit++) {
            float alpha = learned() ? share(step.vector(0), unit) : share;
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector before = Vectors.load(previous, unit, column, mask);
                FloatVector difference = Vectors.load(activated, unit, column, mask).sub(before);
                Vectors.store(before.add(difference.mul(alpha)), next, unit, column, mask);
            }
        }
    }

    @Override
    public void backward(BackwardStep step) {
        Matrix gradient = step.nextGradient(0);
        Matrix previousGradient = step.previousGradient(0);
        scale(step, gradient, previousGradient, true);
        activation.differentiate(step.saved(0), previousGradient, step.input(0));
        if (learned()) {
            addLeakGradient(step);
        }
        scale(step, gradient, previousGradient, false);
    }

    /** Multiplies the gradient by α, or by 1 - α, unit by unit. */
    private void scale(BackwardStep step, Matrix gradient, Matrix scaled, boolean activated) {
        int columns = gradient.columns();
        for (int unit = 0; unit < gradient.rows(); unit++) {
            float alpha = learned() ? share(step.vector(0), unit) : share;
            float factor = activated ? alpha : 1 - alpha;
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                Vectors.store(Vectors.load(gradient, unit, column, mask).mul(factor), scaled, unit, column, mask);
            }
        }
    }

    /** dα/dv = α (1 - α). */
    private static void addLeakGradient(BackwardStep step) {
        Matrix gradient = step.nextGradient(0);
        Matrix activated = step.saved(0);
        Matrix previous = step.previous(0);
        Matrix leakGradient = step.vectorGradient(0);
        for (int unit = 0; unit < gradient.rows(); unit++) {
            double sum = 0;
            for (int column = 0; column < gradient.columns(); column++) {
                sum += (double) gradient.get(unit, column)
                        * (activated.get(unit, column) - previous.get(unit, column));
            }
            double alpha = share(step.vector(0), unit);
            leakGradient.set(unit, 0, (float) (leakGradient.get(unit, 0) + sum * alpha * (1 - alpha)));
        }
    }

    private boolean learned() {
        return !shape.vectors().isEmpty();
    }

    private static float share(Matrix leak, int unit) {
        return (float) (1 / (1 + Math.exp(-leak.get(unit, 0))));
    }
}
