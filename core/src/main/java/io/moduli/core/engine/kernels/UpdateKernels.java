package io.moduli.core.engine.kernels;

import io.moduli.api.math.VectorMath;
import io.moduli.core.engine.storage.Parameter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;

/**
 * Kernels over all numbers of a parameter, whatever its extents: the norm of the gradient and the optimizers' updates.
 * They work on chunks of {@link #CHUNK} floats; threads share the work and sums are kept by chunk, so that no result
 * depends on the number of threads. Gaps between rows and after the last entry hold zeros, which every update leaves at
 * 0.
 */
public final class UpdateKernels {

    /** Floats in a chunk; a multiple of every vector length. */
    public static final int CHUNK = 1 << 12;

    private UpdateKernels() {}

    /** How many chunks a parameter has. */
    public static int chunks(Parameter parameter) {
        return Math.toIntExact(Math.ceilDiv(parameter.storage().floats(), CHUNK));
    }

    /** Sets the gradient of removed entries to 0 and returns the sum of squares of the others, for one chunk. */
    public static double maskedSquares(Parameter parameter, int chunk) {
        MemorySegment gradient = parameter.storage().gradients();
        MemorySegment survivors = parameter.storage().survivors().orElse(null);
        long begin = begin(chunk);
        long end = end(parameter, chunk);
        for (long gap = Math.max(begin, parameter.storage().used()); gap < end; gap++) {
            // The gradient's kernels may have overwritten the padding, which belongs to no weight.
            gradient.setAtIndex(ValueLayout.JAVA_FLOAT, gap, 0);
        }
        FloatVector sums = FloatVector.zero(VectorMath.SPECIES);
        for (long index = begin; index < end; index += Vectors.LENGTH) {
            FloatVector slope = Vectors.load(gradient, index);
            if (survivors != null) {
                slope = slope.mul(Vectors.load(survivors, index));
                Vectors.store(slope, gradient, index);
            }
            sums = slope.fma(slope, sums);
        }
        return VectorMath.sumOfLanes(sums);
    }

    /**
     * Stochastic gradient descent on one chunk: v = momentum · v + (scale · g + decay · w), w = w - rate · v.
     *
     * @param scale what gradients are multiplied by first, the factor of clipping
     */
    public static void descend(
            Parameter parameter, int chunk, float scale, float rate, float momentum, float decay) {
        MemorySegment values = parameter.storage().values();
        MemorySegment gradient = parameter.storage().gradients();
        MemorySegment velocity = momentum == 0 ? gradient : parameter.storage().moments().get(0);
        FloatVector scales = VectorMath.all(scale);
        FloatVector decays = VectorMath.all(decay);
        FloatVector rates = VectorMath.all(-rate);
        FloatVector momenta = VectorMath.all(momentum);
        long end = end(parameter, chunk);
        for (long index = begin(chunk); index < end; index += Vectors.LENGTH) {
            FloatVector weight = Vectors.load(values, index);
            FloatVector step = Vectors.load(gradient, index).mul(scales);
            step = decay == 0 ? step : weight.fma(decays, step);
            if (momentum != 0) {
                step = Vectors.load(velocity, index).fma(momenta, step);
                Vectors.store(step, velocity, index);
            }
            Vectors.store(step.fma(rates, weight), values, index);
        }
    }

    /**
     * Adam (Kingma and Ba, 2015) on one chunk, as PyTorch computes it: w = w - rate / c₁ · m / (√v / √c₂ + ε) with the
     * bias corrections cᵢ = 1 - βᵢᵗ.
     *
     * @param scale what gradients are multiplied by first, the factor of clipping
     * @param shrink what weights are multiplied by first, 1 - rate · decay where the decay is decoupled, else 1
     * @param decay what the weight adds to its gradient, where the decay is not decoupled
     */
    public static void adam(
            Parameter parameter, int chunk, float scale, AdamCoefficients coefficients, float shrink, float decay) {
        MemorySegment values = parameter.storage().values();
        MemorySegment gradient = parameter.storage().gradients();
        MemorySegment means = parameter.storage().moments().get(0);
        MemorySegment squares = parameter.storage().moments().get(1);
        FloatVector scales = VectorMath.all(scale);
        FloatVector decays = VectorMath.all(decay);
        FloatVector beta1 = VectorMath.all(coefficients.beta1());
        FloatVector rest1 = VectorMath.all(coefficients.complement1());
        FloatVector beta2 = VectorMath.all(coefficients.beta2());
        FloatVector rest2 = VectorMath.all(coefficients.complement2());
        FloatVector epsilon = VectorMath.all(coefficients.epsilon());
        FloatVector rate = VectorMath.all(-coefficients.stepSize());
        FloatVector root = VectorMath.all(coefficients.inverseRootOfCorrection());
        FloatVector shrinks = VectorMath.all(shrink);
        long end = end(parameter, chunk);
        for (long index = begin(chunk); index < end; index += Vectors.LENGTH) {
            FloatVector weight = Vectors.load(values, index);
            FloatVector slope = Vectors.load(gradient, index).mul(scales);
            slope = decay == 0 ? slope : weight.fma(decays, slope);
            FloatVector mean = Vectors.load(means, index).mul(beta1).add(slope.mul(rest1));
            FloatVector square = Vectors.load(squares, index).mul(beta2).add(slope.mul(slope).mul(rest2));
            Vectors.store(mean, means, index);
            Vectors.store(square, squares, index);
            FloatVector size = square.sqrt().fma(root, epsilon);
            Vectors.store(mean.div(size).fma(rate, weight.mul(shrinks)), values, index);
        }
    }

    /**
     * The numbers of an Adam step that are the same for all entries.
     *
     * @param beta1 decay of the mean of gradients
     * @param complement1 1 - beta1, rounded once
     * @param beta2 decay of the mean of their squares
     * @param complement2 1 - beta2, rounded once
     * @param epsilon added to the root of the latter
     * @param stepSize rate / (1 - beta1ᵗ)
     * @param inverseRootOfCorrection 1 / √(1 - beta2ᵗ)
     */
    public record AdamCoefficients(
            float beta1,
            float complement1,
            float beta2,
            float complement2,
            float epsilon,
            float stepSize,
            float inverseRootOfCorrection) {}

    private static long begin(int chunk) {
        return (long) chunk * CHUNK;
    }

    private static long end(Parameter parameter, int chunk) {
        return Math.min(parameter.storage().floats(), begin(chunk) + CHUNK);
    }
}
