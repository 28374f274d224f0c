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
    public void forward(ForwardStep step) {
        Matrix in = step.input(0);
        Matrix forget = step.input(1);
        Matrix candidate = step.input(2);
        Matrix out = step.input(3);
        Activations.sigmoid(in);
        Activations.sigmoid(forget);
        Activations.tanh(candidate, candidate);
        Activations.sigmoid(out);
        remember(in, forget, candidate, step.previous(1), step.next(1));
        Activations.tanh(step.next(1), step.saved(0));
        RowKernels.multiply(out, step.saved(0), step.next(0));
    }

    @Override
    public void backward(BackwardStep step) {
        differentiateOutput(
                step.input(3), step.saved(0), step.nextGradient(0), step.nextGradient(1), step.previousGradient(1));
        differentiateCell(
                step.input(0), step.input(1), step.input(2), step.previous(1), step.previousGradient(1));
        step.previousGradient(0).fill(0);
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

    /** Through h′ = o tanh(c′): the output gate's gradient replaces the gate, and all of that of c′ is left for the rest. */
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

    /** Through c′ = f c + i g: gradients replace the gates, and that of c replaces that of c′. */
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
