package io.moduli.core.cell;

import static io.moduli.api.math.VectorMath.complement;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.settings.Description;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Activations;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.kernels.Vectors;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The gated recurrent unit in PyTorch's variant, gates in the order r, z, n. With the projections x of the input and u of
 * the recurrent weights, each with its bias: r = σ(xᵣ + uᵣ), z = σ(x_z + u_z), n = tanh(xₙ + r uₙ), h′ = (1 - z) n + z h.
 *
 * <p>The forward pass leaves r, z and n in the pre-activations of the input and uₙ where it is.
 */
final class GruCell implements RecurrentCell {

    private static final CellShape SHAPE = new CellShape(3, List.of("hidden"), 0, false, List.of());

    /** The cell has no settings. */
    @Description("Gated recurrent unit, as in PyTorch")
    record Settings() {}

    @Override
    public CellShape shape() {
        return SHAPE;
    }

    @Override
    public void forward(ForwardStep step) {
        Matrix reset = step.input(0);
        Matrix update = step.input(1);
        Matrix candidate = step.input(2);
        Activations.sigmoidOfSum(reset, step.recurrent(0));
        Activations.sigmoidOfSum(update, step.recurrent(1));
        addGated(candidate, reset, step.recurrent(2));
        Activations.tanh(candidate, candidate);
        mix(update, candidate, step.previous(0), step.next(0));
    }

    @Override
    public void backward(BackwardStep step) {
        Matrix reset = step.input(0);
        Matrix update = step.input(1);
        Matrix candidate = step.input(2);
        differentiateMix(update, candidate, step.previous(0), step.nextGradient(0), step.previousGradient(0));
        differentiateReset(reset, candidate, step.recurrent(2));
        RowKernels.copy(reset, step.recurrent(0), 0, step.units());
        RowKernels.copy(update, step.recurrent(1), 0, step.units());
    }

    /** x + r u, what the candidate is the tanh of. */
    private static void addGated(Matrix x, Matrix reset, Matrix u) {
        int columns = x.columns();
        for (int unit = 0; unit < x.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector gated = Vectors.load(reset, unit, column, mask).mul(Vectors.load(u, unit, column, mask));
                Vectors.store(Vectors.load(x, unit, column, mask).add(gated), x, unit, column, mask);
            }
        }
    }

    /** h′ = n + z (h - n). */
    private static void mix(Matrix update, Matrix candidate, Matrix hidden, Matrix nextHidden) {
        int columns = update.columns();
        for (int unit = 0; unit < update.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector value = Vectors.load(candidate, unit, column, mask);
                FloatVector difference = Vectors.load(hidden, unit, column, mask).sub(value);
                Vectors.store(
                        value.add(Vectors.load(update, unit, column, mask).mul(difference)),
                        nextHidden, unit, column, mask);
            }
        }
    }

    /** Through the mixture: gradients replace z and n. */
    private static void differentiateMix(
            Matrix update, Matrix candidate, Matrix hidden, Matrix nextGradient, Matrix previousGradient) {
        int columns = update.columns();
        for (int unit = 0; unit < update.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector share = Vectors.load(update, unit, column, mask);
                FloatVector value = Vectors.load(candidate, unit, column, mask);
                FloatVector gradient = Vectors.load(nextGradient, unit, column, mask);
                FloatVector difference = Vectors.load(hidden, unit, column, mask).sub(value);
                Vectors.store(
                        gradient.mul(complement(share)).mul(complement(value.mul(value))),
                        candidate, unit, column, mask);
                Vectors.store(
                        gradient.mul(difference).mul(share).mul(complement(share)), update, unit, column, mask);
                Vectors.store(gradient.mul(share), previousGradient, unit, column, mask);
            }
        }
    }

    /** Through x + r u, given its gradient: gradients replace r and u. */
    private static void differentiateReset(Matrix reset, Matrix gradient, Matrix u) {
        int columns = reset.columns();
        for (int unit = 0; unit < reset.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector gate = Vectors.load(reset, unit, column, mask);
                FloatVector byCandidate = Vectors.load(gradient, unit, column, mask);
                FloatVector gated = Vectors.load(u, unit, column, mask);
                Vectors.store(
                        byCandidate.mul(gated).mul(gate).mul(complement(gate)), reset, unit, column, mask);
                Vectors.store(byCandidate.mul(gate), u, unit, column, mask);
            }
        }
    }
}
