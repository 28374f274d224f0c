package io.moduli.core.cell;

import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.CellStep;
import io.moduli.api.math.VectorMath;
import io.moduli.api.settings.Description;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Vectors;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The gated recurrent unit in PyTorch's variant, gates in the order r, z, n. With the projections x of the input and u of
 * the recurrent weights, each with its bias: r = σ(xᵣ + uᵣ), z = σ(x_z + u_z), n = tanh(xₙ + r uₙ), h′ = (1 - z) n + z h.
 *
 * <p>The forward pass leaves r, z and n in the pre-activations of the input and uₙ where it is.
 */
final class GruCell extends PointwiseCell {

    private static final CellShape SHAPE = new CellShape(3, List.of("hidden"), 0, false, List.of());

    /** The cell has no settings. */
    @Description("Gated recurrent unit, as in PyTorch")
    record Settings() {}

    @Override
    public CellShape shape() {
        return SHAPE;
    }

    @Override
    void forward(CellStep step, int unit, int column, VectorMask<Float> mask) {
        List<Matrix> fromInput = step.input();
        List<Matrix> fromState = step.recurrent();
        FloatVector reset = VectorMath.sigmoid(Vectors.load(fromInput.get(0), unit, column, mask)
                .add(Vectors.load(fromState.get(0), unit, column, mask)));
        FloatVector update = VectorMath.sigmoid(Vectors.load(fromInput.get(1), unit, column, mask)
                .add(Vectors.load(fromState.get(1), unit, column, mask)));
        FloatVector candidate = VectorMath.tanh(Vectors.load(fromInput.get(2), unit, column, mask)
                .add(reset.mul(Vectors.load(fromState.get(2), unit, column, mask))));
        FloatVector previous = Vectors.load(step.previous().getFirst(), unit, column, mask);
        Vectors.store(reset, fromInput.get(0), unit, column, mask);
        Vectors.store(update, fromInput.get(1), unit, column, mask);
        Vectors.store(candidate, fromInput.get(2), unit, column, mask);
        Vectors.store(
                candidate.add(update.mul(previous.sub(candidate))), step.next().getFirst(), unit, column, mask);
    }

    @Override
    void backward(CellStep step, int unit, int column, VectorMask<Float> mask) {
        List<Matrix> fromInput = step.input();
        List<Matrix> fromState = step.recurrent();
        FloatVector reset = Vectors.load(fromInput.get(0), unit, column, mask);
        FloatVector update = Vectors.load(fromInput.get(1), unit, column, mask);
        FloatVector candidate = Vectors.load(fromInput.get(2), unit, column, mask);
        FloatVector gated = Vectors.load(fromState.get(2), unit, column, mask);
        FloatVector previous = Vectors.load(step.previous().getFirst(), unit, column, mask);
        FloatVector gradient = Vectors.load(step.nextGradients().getFirst(), unit, column, mask);

        FloatVector byCandidate = gradient.mul(complement(update)).mul(complement(candidate.mul(candidate)));
        FloatVector byUpdate = gradient.mul(previous.sub(candidate)).mul(update).mul(complement(update));
        FloatVector byReset = byCandidate.mul(gated).mul(reset).mul(complement(reset));
        Vectors.store(byReset, fromInput.get(0), unit, column, mask);
        Vectors.store(byUpdate, fromInput.get(1), unit, column, mask);
        Vectors.store(byCandidate, fromInput.get(2), unit, column, mask);
        Vectors.store(byReset, fromState.get(0), unit, column, mask);
        Vectors.store(byUpdate, fromState.get(1), unit, column, mask);
        Vectors.store(byCandidate.mul(reset), fromState.get(2), unit, column, mask);
        Vectors.store(gradient.mul(update), step.previousGradients().getFirst(), unit, column, mask);
    }
}
