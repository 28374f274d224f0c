package io.moduli.core.cell;

import static io.moduli.api.math.VectorMath.complement;

import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.CellStep;
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
 * Long short-term memory (Hochreiter and Schmidhuber, 1997, with the forget gate of Gers et al., 2000), gates in PyTorch's
 * order i, f, g, o: c′ = σ(f) c + σ(i) tanh(g), h′ = σ(o) tanh(c′).
 *
 * <p>The forward pass leaves the activated gates in the pre-activations and saves tanh(c′).
 */
final class LstmCell implements RecurrentCell {

    private static final CellShape SHAPE = new CellShape(4, List.of("hidden", "cell"), 1, true, List.of());

    /** The cell has no settings. */
    @Description("Long short-term memory")
    record Settings() {}

    @Override
    public CellShape shape() {
        return SHAPE;
    }

    @Override
    public void forward(CellStep step) {
        List<Matrix> gates = step.input();
        Activations.sigmoid(gates.get(0));
        Activations.sigmoid(gates.get(1));
        Activations.tanh(gates.get(2), gates.get(2));
        Activations.sigmoid(gates.get(3));
        remember(gates.get(0), gates.get(1), gates.get(2), step.previous().get(1), step.next().get(1));
        Activations.tanh(step.next().get(1), step.saved().getFirst());
        RowKernels.multiply(gates.get(3), step.saved().getFirst(), step.next().getFirst());
    }

    @Override
    public void backward(CellStep step) {
        List<Matrix> gates = step.input();
        List<Matrix> next = step.nextGradients();
        List<Matrix> previous = step.previousGradients();
        differentiateOutput(
                gates.get(3), step.saved().getFirst(), next.get(0), next.get(1), previous.get(1));
        differentiateCell(gates.get(0), gates.get(1), gates.get(2), step.previous().get(1), previous.get(1));
        previous.getFirst().fill(0);
    }

    /** c′ = f c + i g. */
    private static void remember(Matrix in, Matrix forget, Matrix candidate, Matrix cell, Matrix nextCell) {
        int columns = in.columns();
        for (int unit = 0; unit < in.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector kept = Vectors.load(cell, unit, column, mask).mul(Vectors.load(forget, unit, column, mask));
                FloatVector taken = Vectors.load(in, unit, column, mask)
                        .mul(Vectors.load(candidate, unit, column, mask));
                Vectors.store(kept.add(taken), nextCell, unit, column, mask);
            }
        }
    }

    /** Through h′ = o tanh(c′): the output gate's gradient replaces the gate, and that by all of c′ is left for the rest. */
    private static void differentiateOutput(
            Matrix out, Matrix squashed, Matrix hiddenGradient, Matrix cellGradient, Matrix wholeCellGradient) {
        int columns = out.columns();
        for (int unit = 0; unit < out.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector gate = Vectors.load(out, unit, column, mask);
                FloatVector size = Vectors.load(squashed, unit, column, mask);
                FloatVector byHidden = Vectors.load(hiddenGradient, unit, column, mask);
                FloatVector byCell = Vectors.load(cellGradient, unit, column, mask)
                        .add(byHidden.mul(gate).mul(complement(size.mul(size))));
                Vectors.store(byHidden.mul(size).mul(gate).mul(complement(gate)), out, unit, column, mask);
                Vectors.store(byCell, wholeCellGradient, unit, column, mask);
            }
        }
    }

    /** Through c′ = f c + i g: gradients replace the gates, and that by c the one by c′. */
    private static void differentiateCell(
            Matrix in, Matrix forget, Matrix candidate, Matrix cell, Matrix cellGradient) {
        int columns = in.columns();
        for (int unit = 0; unit < in.rows(); unit++) {
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, columns);
                FloatVector taken = Vectors.load(in, unit, column, mask);
                FloatVector kept = Vectors.load(forget, unit, column, mask);
                FloatVector value = Vectors.load(candidate, unit, column, mask);
                FloatVector gradient = Vectors.load(cellGradient, unit, column, mask);
                FloatVector before = Vectors.load(cell, unit, column, mask);
                Vectors.store(gradient.mul(value).mul(taken).mul(complement(taken)), in, unit, column, mask);
                Vectors.store(gradient.mul(before).mul(kept).mul(complement(kept)), forget, unit, column, mask);
                Vectors.store(gradient.mul(taken).mul(complement(value.mul(value))), candidate, unit, column, mask);
                Vectors.store(gradient.mul(kept), cellGradient, unit, column, mask);
            }
        }
    }
}
