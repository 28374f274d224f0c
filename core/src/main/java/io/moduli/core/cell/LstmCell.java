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
import java.lang.ref.Reference;
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
    public List<String> gateNames() {
        return List.of("input gate i", "forget gate f", "candidate g", "output gate o");
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
        RowKernels.zeroRows(step.previousGradient(0), 0, step.units());
    }

    /** c′ = f c + i g. */
    private static void remember(Matrix in, Matrix forget, Matrix candidate, Matrix cell, Matrix nextCell) {
        int runs = Vectors.runs(in, forget, candidate, cell, nextCell);
        int count = Vectors.lengthOfRun(in, runs);
        for (int row = 0; row < runs; row++) {
            rememberAt(
                    Vectors.address(in, row), Vectors.address(forget, row), Vectors.address(candidate, row),
                    Vectors.address(cell, row), Vectors.address(nextCell, row), count);
        }
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(forget);
        Reference.reachabilityFence(candidate);
        Reference.reachabilityFence(cell);
        Reference.reachabilityFence(nextCell);
    }

    private static void rememberAt(long in, long forget, long candidate, long cell, long nextCell, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            FloatVector kept = Vectors.loadAt(cell + offset, mask).mul(Vectors.loadAt(forget + offset, mask));
            FloatVector taken = Vectors.loadAt(in + offset, mask)
                    .mul(Vectors.loadAt(candidate + offset, mask));
            Vectors.storeAt(kept.add(taken), nextCell + offset, mask);
        }
    }

    /**
     * Back through h′ = o tanh(c′): the output gate's gradient replaces the gate, and the whole gradient of c′ is left
     * for the rest.
     */
    private static void differentiateOutput(
            Matrix out, Matrix squashed, Matrix hiddenGradient, Matrix cellGradient, Matrix wholeCellGradient) {
        int runs = Vectors.runs(out, squashed, hiddenGradient, cellGradient, wholeCellGradient);
        int count = Vectors.lengthOfRun(out, runs);
        for (int row = 0; row < runs; row++) {
            differentiateOutputAt(
                    Vectors.address(out, row), Vectors.address(squashed, row), Vectors.address(hiddenGradient, row),
                    Vectors.address(cellGradient, row), Vectors.address(wholeCellGradient, row), count);
        }
        Reference.reachabilityFence(out);
        Reference.reachabilityFence(squashed);
        Reference.reachabilityFence(hiddenGradient);
        Reference.reachabilityFence(cellGradient);
        Reference.reachabilityFence(wholeCellGradient);
    }

    private static void differentiateOutputAt(long out, long squashed, long hiddenGradient, long cellGradient,
            long wholeCellGradient, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            FloatVector gate = Vectors.loadAt(out + offset, mask);
            FloatVector size = Vectors.loadAt(squashed + offset, mask);
            FloatVector byHidden = Vectors.loadAt(hiddenGradient + offset, mask);
            FloatVector byCell = Vectors.loadAt(cellGradient + offset, mask)
                    .add(byHidden.mul(gate).mul(complement(size.mul(size))));
            Vectors.storeAt(byHidden.mul(size).mul(gate).mul(complement(gate)), out + offset, mask);
            Vectors.storeAt(byCell, wholeCellGradient + offset, mask);
        }
    }

    /** Back through c′ = f c + i g: the gradients replace the gates, and that of c replaces that of c′. */
    private static void differentiateCell(
            Matrix in, Matrix forget, Matrix candidate, Matrix cell, Matrix cellGradient) {
        int runs = Vectors.runs(in, forget, candidate, cell, cellGradient);
        int count = Vectors.lengthOfRun(in, runs);
        for (int row = 0; row < runs; row++) {
            differentiateCellAt(
                    Vectors.address(in, row), Vectors.address(forget, row), Vectors.address(candidate, row),
                    Vectors.address(cell, row), Vectors.address(cellGradient, row), count);
        }
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(forget);
        Reference.reachabilityFence(candidate);
        Reference.reachabilityFence(cell);
        Reference.reachabilityFence(cellGradient);
    }

    private static void differentiateCellAt(long in, long forget, long candidate, long cell, long cellGradient,
            int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            FloatVector taken = Vectors.loadAt(in + offset, mask);
            FloatVector kept = Vectors.loadAt(forget + offset, mask);
            FloatVector value = Vectors.loadAt(candidate + offset, mask);
            FloatVector gradient = Vectors.loadAt(cellGradient + offset, mask);
            FloatVector before = Vectors.loadAt(cell + offset, mask);
            Vectors.storeAt(gradient.mul(value).mul(taken).mul(complement(taken)), in + offset, mask);
            Vectors.storeAt(gradient.mul(before).mul(kept).mul(complement(kept)), forget + offset, mask);
            Vectors.storeAt(gradient.mul(taken).mul(complement(value.mul(value))), candidate + offset, mask);
            Vectors.storeAt(gradient.mul(kept), cellGradient + offset, mask);
        }
    }
}
