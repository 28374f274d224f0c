package io.moduli.api.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transcendental functions of float32 vectors, made of exact and fused operations only, so that interpreted and compiled
 * code give the same bits. The Vector API's own {@code EXP} and {@code TANH} do not.
 */
public final class VectorMath {

    /** The vectors that all kernels work on: the machine's widest. */
    public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private static final float LOG2_E = 1.44269504088896341f;
    /** ln 2 in two parts, the first with few enough bits that its product with an exponent is exact. */
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    /** Adding 1.5 · 2²³ rounds to a whole number, which then stands in the low bits. */
    private static final float ROUNDER = 0x1.8p23f;
    private static final float EXP_LEAST = -87.3f;
    private static final float EXP_GREATEST = 88.7f;
    private static final int EXPONENT_SHIFT = 23;
    /** Below it tanh is a polynomial, since 1 - 2 / (exp(2x) + 1) would cancel. */
    private static final float TANH_POLYNOMIAL_UP_TO = 0.625f;

    private VectorMath() {}

    /**
     * exp(x) to about 1 unit in the last place for -87.3 ≤ x ≤ 88.7; arguments beyond are taken as these bounds, so that no
     * result is infinite. Not-a-number stays so.
     *
     * <p>x = k ln 2 + r with |r| ≤ ln 2 / 2 (Cody and Waite, 1980), and exp(r) by its Taylor polynomial of degree 7.
     */
    public static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(EXP_LEAST).min(EXP_GREATEST);
        FloatVector shifted = bounded.fma(all(LOG2_E), all(ROUNDER));
        FloatVector power = shifted.sub(ROUNDER);
        FloatVector rest = power.fma(all(-LN2_HIGH), bounded);
        rest = power.fma(all(-LN2_LOW), rest);
        FloatVector sum = all(1.0f / 5040).fma(rest, all(1.0f / 720));
        sum = sum.fma(rest, all(1.0f / 120));
        sum = sum.fma(rest, all(1.0f / 24));
        sum = sum.fma(rest, all(1.0f / 6));
        sum = sum.fma(rest, all(0.5f));
        sum = sum.fma(rest, all(1.0f));
        sum = sum.fma(rest, all(1.0f));
        // The low bits of the shifted number are the power; moved into the exponent's place they scale by 2^power.
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
        return sum.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    /** 1 / (1 + exp(-x)). */
    public static FloatVector sigmoid(FloatVector x) {
        return all(1.0f).div(exp(x.neg()).add(1.0f));
    }

    /**
     * tanh(x) to about 2 units in the last place: x + x³ p(x²) for |x| &lt; 0.625 with the coefficients of Moshier's Cephes
     * library, else 1 - 2 / (exp(2|x|) + 1) with the sign of x.
     */
    public static FloatVector tanh(FloatVector x) {
        FloatVector square = x.mul(x);
        FloatVector polynomial = all(-5.70498872745e-3f).fma(square, all(2.06390887954e-2f));
        polynomial = polynomial.fma(square, all(-5.37397155531e-2f));
        polynomial = polynomial.fma(square, all(1.33314422036e-1f));
        polynomial = polynomial.fma(square, all(-3.33332819422e-1f));
        FloatVector near = polynomial.mul(square).fma(x, x);
        FloatVector size = x.abs();
        FloatVector far = all(1.0f).sub(all(2.0f).div(exp(size.add(size)).add(1.0f)));
        FloatVector signed = far.reinterpretAsInts()
                .or(x.reinterpretAsInts().and(Integer.MIN_VALUE))
                .reinterpretAsFloats();
        VectorMask<Float> isNear = size.lt(TANH_POLYNOMIAL_UP_TO);
        return signed.blend(near, isNear);
    }

    /** The sum of the lanes, always in the same order. */
    public static double sumOfLanes(FloatVector vector) {
        double sum = 0;
        for (int lane = 0; lane < SPECIES.length(); lane++) {
            sum += vector.lane(lane);
        }
        return sum;
    }

    /** A vector with one value in every lane. */
    public static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
