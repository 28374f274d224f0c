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
    public List<String> gateNames() {
        return List.of("reset gate r", "update gate z", "candidate n");
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

    /** x + r u, whose tanh is the candidate. */
    private static void addGated(Matrix x, Matrix reset, Matrix u) {
        int runs = Vectors.runs(x, reset, u);
        int count = Vectors.lengthOfRun(x, runs);
        for (int row = 0; row < runs; row++) {
            addGatedAt(
                    Vectors.address(x, row), Vectors.address(reset, row), Vectors.address(u, row), count);
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(reset);
        Reference.reachabilityFence(u);
    }

    private static void addGatedAt(long x, long reset, long u, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            FloatVector gated = Vectors.loadAt(reset + offset, mask).mul(Vectors.loadAt(u + offset, mask));
            Vectors.storeAt(Vectors.loadAt(x + offset, mask).add(gated), x + offset, mask);
        }
    }

    /** h′ = n + z (h - n). */
    private static void mix(Matrix update, Matrix candidate, Matrix hidden, Matrix nextHidden) {
        int runs = Vectors.runs(update, candidate, hidden, nextHidden);
        int count = Vectors.lengthOfRun(update, runs);
        for (int row = 0; row < runs; row++) {
            mixAt(
                    Vectors.address(update, row), Vectors.address(candidate, row), Vectors.address(hidden, row),
                    Vectors.address(nextHidden, row), count);
        }
        Reference.reachabilityFence(update);
        Reference.reachabilityFence(candidate);
        Reference.reachabilityFence(hidden);
        Reference.reachabilityFence(nextHidden);
    }

    private static void mixAt(long update, long candidate, long hidden, long nextHidden, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            FloatVector value = Vectors.loadAt(candidate + offset, mask);
            FloatVector difference = Vectors.loadAt(hidden + offset, mask).sub(value);
            Vectors.storeAt(
                    value.add(Vectors.loadAt(update + offset, mask).mul(difference)),
                    nextHidden + offset, mask);
        }
    }

    /** Back through the mixture: the gradients replace z and n. */
    private static void differentiateMix(
            Matrix update, Matrix candidate, Matrix hidden, Matrix nextGradient, Matrix previousGradient) {
        int runs = Vectors.runs(update, candidate, hidden, nextGradient, previousGradient);
        int count = Vectors.lengthOfRun(update, runs);
        for (int row = 0; row < runs; row++) {
            differentiateMixAt(
                    Vectors.address(update, row), Vectors.address(candidate, row), Vectors.address(hidden, row),
                    Vectors.address(nextGradient, row), Vectors.address(previousGradient, row), count);
        }
        Reference.reachabilityFence(update);
        Reference.reachabilityFence(candidate);
        Reference.reachabilityFence(hidden);
        Reference.reachabilityFence(nextGradient);
        Reference.reachabilityFence(previousGradient);
    }

    private static void differentiateMixAt(long update, long candidate, long hidden, long nextGradient,
            long previousGradient, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            FloatVector share = Vectors.loadAt(update + offset, mask);
            FloatVector value = Vectors.loadAt(candidate + offset, mask);
            FloatVector gradient = Vectors.loadAt(nextGradient + offset, mask);
            FloatVector difference = Vectors.loadAt(hidden + offset, mask).sub(value);
            Vectors.storeAt(
                    gradient.mul(complement(share)).mul(complement(value.mul(value))),
                    candidate + offset, mask);
            Vectors.storeAt(
                    gradient.mul(difference).mul(share).mul(complement(share)), update + offset, mask);
            Vectors.storeAt(gradient.mul(share), previousGradient + offset, mask);
        }
    }

    /** Back through x + r u, given its gradient: the gradients replace r and u. */
    private static void differentiateReset(Matrix reset, Matrix gradient, Matrix u) {
        int runs = Vectors.runs(reset, gradient, u);
        int count = Vectors.lengthOfRun(reset, runs);
        for (int row = 0; row < runs; row++) {
            differentiateResetAt(
                    Vectors.address(reset, row), Vectors.address(gradient, row), Vectors.address(u, row), count);
        }
        Reference.reachabilityFence(reset);
        Reference.reachabilityFence(gradient);
        Reference.reachabilityFence(u);
    }

    private static void differentiateResetAt(long reset, long gradient, long u, int count) {
        for (int column = 0; column < count; column += Vectors.LENGTH) {
            VectorMask<Float> mask = Vectors.tail(column, count);
            long offset = (long) column * Float.BYTES;
            FloatVector gate = Vectors.loadAt(reset + offset, mask);
            FloatVector byCandidate = Vectors.loadAt(gradient + offset, mask);
            FloatVector gated = Vectors.loadAt(u + offset, mask);
            Vectors.storeAt(
                    byCandidate.mul(gated).mul(gate).mul(complement(gate)), reset + offset, mask);
            Vectors.storeAt(byCandidate.mul(gate), u + offset, mask);
        }
    }
}
