package io.moduli.api.math;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transcendental functions of float32 vectors, made of exact and fused operations only, so that interpreted and compiled
 * code give the same bits. The Vector API's own {@code EXP} and {@code TANH} do not.
 */
public final class VectorMath {

    private static final String BITS_PROPERTY = "moduli.vector-bits";
    private static final List<Integer> BITS_TO_ASK_FOR = List.of(128, 256, 512);
    /** Sums of lanes are written out for this width and those below, as powers of 2. */
    private static final int WIDEST = 512;

    /**
     * The vectors that all kernels work on: the machine's widest, up to 512 bits (16 lanes). The system property {@code
     * moduli.vector-bits} (128, 256 or 512) asks for vectors that are no wider than that. Sums of lanes, and with them the last
     * bits of results, depend on the width.
     */
    public static final VectorSpecies<Float> SPECIES = VectorSpecies.of(
            float.class,
            VectorShape.forBitSize(
                    bits(FloatVector.SPECIES_PREFERRED.vectorBitSize(), System.getProperty(BITS_PROPERTY, ""))));

    // Constants are vectors once and for all: making one takes the compiler more effort than an operation on it.
    private static final FloatVector ZERO = all(0.0f);
    private static final FloatVector ONE = all(1.0f);
    private static final FloatVector TWO = all(2.0f);
    private static final FloatVector LOG2_E = all(1.44269504088896341f);
    /** -ln 2 in two parts, the first with few enough bits that its product with an exponent is exact. */
    private static final FloatVector MINUS_LN2_HIGH = all(-0.693359375f);
    private static final FloatVector MINUS_LN2_LOW = all(2.12194440e-4f);
    /** Adding 1.5 · 2²³ rounds to a whole number, which then stands in the low bits. */
    private static final FloatVector ROUNDER = all(0x1.8p23f);
    private static final FloatVector EXP_LEAST = all(-87.3f);
    private static final FloatVector EXP_GREATEST = all(88.7f);
    private static final FloatVector EXP_7 = all(1.0f / 5040);
    private static final FloatVector EXP_6 = all(1.0f / 720);
    private static final FloatVector EXP_5 = all(1.0f / 120);
    private static final FloatVector EXP_4 = all(1.0f / 24);
    private static final FloatVector EXP_3 = all(1.0f / 6);
    private static final FloatVector EXP_2 = all(0.5f);
    private static final int EXPONENT_SHIFT = 23;
    /** Below it tanh is a polynomial, since 1 - 2 / (exp(2x) + 1) would cancel. */
    private static final FloatVector TANH_POLYNOMIAL_UP_TO = all(0.625f);
    private static final FloatVector TANH_11 = all(-5.70498872745e-3f);
    private static final FloatVector TANH_9 = all(2.06390887954e-2f);
    private static final FloatVector TANH_7 = all(-5.37397155531e-2f);
    private static final FloatVector TANH_5 = all(1.33314422036e-1f);
    private static final FloatVector TANH_3 = all(-3.33332819422e-1f);

    private VectorMath() {}

    /**
     * How wide vectors are.
     *
     * @param machine the bits of the machine's widest vector
     * @param asked the value of the property; empty if there is none
     * @throws IllegalArgumentException if the property asks for what there is no kernel for
     */
    static int bits(int machine, String asked) {
        int most = WIDEST;
        if (!asked.isEmpty()) {
            most = BITS_TO_ASK_FOR.stream()
                    .filter(bits -> asked.equals(Integer.toString(bits)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the system property %s must be one of %s, not \"%s\""
                                    .formatted(BITS_PROPERTY, BITS_TO_ASK_FOR, asked)));
        }
        return Integer.highestOneBit(Math.min(machine, most));
    }

    /**
     * exp(x) to about 1 unit in the last place for -87.3 ≤ x ≤ 88.7; arguments beyond are taken as these bounds, so that no
     * result is infinite. Not-a-number stays so.
     *
     * <p>x = k ln 2 + r with |r| ≤ ln 2 / 2 (Cody and Waite, 1980), and exp(r) by its Taylor polynomial of degree 7.
     */
    public static FloatVector exp(FloatVector x) {
        // Two instructions each; the API's own max and min take thrice as many, for the sake of zeros' signs.
        FloatVector bounded = x.blend(EXP_LEAST, x.compare(VectorOperators.LT, EXP_LEAST));
        // The low bits of a shifted not-a-number may be anything.
        return expUpToGreatest(bounded).blend(x, x.compare(VectorOperators.NE, x));
    }

    /** exp(x) where x is not below -87.3, and anything where it is not a number. */
    private static FloatVector expUpToGreatest(FloatVector x) {
        FloatVector bounded = x.blend(EXP_GREATEST, x.compare(VectorOperators.GT, EXP_GREATEST));
        FloatVector shifted = bounded.fma(LOG2_E, ROUNDER);
        FloatVector power = shifted.sub(ROUNDER);
        FloatVector rest = power.fma(MINUS_LN2_HIGH, bounded);
        rest = power.fma(MINUS_LN2_LOW, rest);
        FloatVector sum = EXP_7.fma(rest, EXP_6);
        sum = sum.fma(rest, EXP_5);
        sum = sum.fma(rest, EXP_4);
        sum = sum.fma(rest, EXP_3);
        sum = sum.fma(rest, EXP_2);
        sum = sum.fma(rest, ONE);
        sum = sum.fma(rest, ONE);
        // The low bits of the shifted number are the power; moved into the exponent's place they scale by 2^power.
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
        return sum.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    /** 1 / (1 + exp(-x)). */
    public static FloatVector sigmoid(FloatVector x) {
        return ONE.div(exp(x.neg()).add(ONE));
    }

    /**
     * tanh(x) to about 2 units in the last place: x + x³ p(x²) for |x| &lt; 0.625 with the coefficients of Moshier's Cephes
     * library, else 1 - 2 / (exp(2|x|) + 1) with the sign of x.
     */
    public static FloatVector tanh(FloatVector x) {
        // An operation on vectors is 200 to 700 nodes in HotSpot's graph of a kernel. At 18,000 it inlines no more than what the
        // library forces it to, and a kernel that stores the result through a method of ours would store an object. Hence no
        // operation more than is needed.
        FloatVector square = x.mul(x);
        FloatVector polynomial = TANH_11.fma(square, TANH_9);
        polynomial = polynomial.fma(square, TANH_7);
        polynomial = polynomial.fma(square, TANH_5);
        polynomial = polynomial.fma(square, TANH_3);
        FloatVector near = polynomial.mul(square).fma(x, x);
        FloatVector size = x.abs();
        FloatVector far = ONE.sub(TWO.div(expUpToGreatest(size.add(size)).add(ONE)));
        FloatVector signed = far.blend(far.neg(), x.compare(VectorOperators.LT, ZERO));
        // What is not a number is not far either, and the polynomial leaves it so.
        VectorMask<Float> isFar = size.compare(VectorOperators.GE, TANH_POLYNOMIAL_UP_TO);
        return near.blend(signed, isFar);
    }

    /** 1 - x. */
    public static FloatVector complement(FloatVector x) {
        return ONE.sub(x);
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
