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
 * Long short-term memory (Hochreiter and Schmidhuber, 1997, with the forget gate of Gers et al., 2000), gates in PyTorch's
 * order i, f, g, o: c′ = σ(f) c + σ(i) tanh(g), h′ = σ(o) tanh(c′).
 *
 * <p>The forward pass leaves the activated gates in the pre-activations and saves tanh(c′).
 */
final class LstmCell extends PointwiseCell {

    private static final CellShape SHAPE = new CellShape(4, List.of("hidden", "cell"), 1, true, List.of());

    /** The cell has no settings. */
    @Description("Long short-term memory")
    record Settings() {}

    @Override
    public CellShape shape() {
        return SHAPE;
    }

    @Override
    void forward(CellStep step, int unit, int column, VectorMask<Float> mask) {
        List<Matrix> gates = step.input();
        FloatVector in = VectorMath.sigmoid(Vectors.load(gates.get(0), unit, column, mask));
        FloatVector forget = VectorMath.sigmoid(Vectors.load(gates.get(1), unit, column, mask));
        FloatVector candidate = VectorMath.tanh(Vectors.load(gates.get(2), unit, column, mask));
        FloatVector out = VectorMath.sigmoid(Vectors.load(gates.get(3), unit, column, mask));
        FloatVector cell = Vectors.load(step.previous().get(1), unit, column, mask).mul(forget).add(in.mul(candidate));
        FloatVector squashed = VectorMath.tanh(cell);
        Vectors.store(in, gates.get(0), unit, column, mask);
        Vectors.store(forget, gates.get(1), unit, column, mask);
        Vectors.store(candidate, gates.get(2), unit, column, mask);
        Vectors.store(out, gates.get(3), unit, column, mask);
        Vectors.store(squashed, step.saved().get(0), unit, column, mask);
        Vectors.store(cell, step.next().get(1), unit, column, mask);
        Vectors.store(out.mul(squashed), step.next().get(0), unit, column, mask);
    }

    @Override
    void backward(CellStep step, int unit, int column, VectorMask<Float> mask) {
        List<Matrix> gates = step.input();
        FloatVector in = Vectors.load(gates.get(0), unit, column, mask);
        FloatVector forget = Vectors.load(gates.get(1), unit, column, mask);
        FloatVector candidate = Vectors.load(gates.get(2), unit, column, mask);
        FloatVector out = Vectors.load(gates.get(3), unit, column, mask);
        FloatVector squashed = Vectors.load(step.saved().get(0), unit, column, mask);
        FloatVector hiddenGradient = Vectors.load(step.nextGradients().get(0), unit, column, mask);
        FloatVector cellGradient = Vectors.load(step.nextGradients().get(1), unit, column, mask)
                .add(hiddenGradient.mul(out).mul(complement(squashed.mul(squashed))));
        FloatVector previous = Vectors.load(step.previous().get(1), unit, column, mask);
        Vectors.store(
                cellGradient.mul(candidate).mul(in).mul(complement(in)), gates.get(0), unit, column, mask);
        Vectors.store(
                cellGradient.mul(previous).mul(forget).mul(complement(forget)), gates.get(1), unit, column, mask);
        Vectors.store(
                cellGradient.mul(in).mul(complement(candidate.mul(candidate))), gates.get(2), unit, column, mask);
        Vectors.store(
                hiddenGradient.mul(squashed).mul(out).mul(complement(out)), gates.get(3), unit, column, mask);
        Vectors.store(cellGradient.mul(forget), step.previousGradients().get(1), unit, column, mask);
        Vectors.store(
                FloatVector.zero(VectorMath.SPECIES), step.previousGradients().get(0), unit, column, mask);
    }
}
