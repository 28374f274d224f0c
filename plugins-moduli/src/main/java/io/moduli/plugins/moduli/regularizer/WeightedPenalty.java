package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.math.VectorMath;
import io.moduli.api.weight.EntryBlock;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel of every penalty here: {@code factor · sum of c |w|^p} over the stored entries of a block, with its
 * gradient added in the same pass. It costs one pass over the memory: a load of c, w and the gradient, and a store.
 *
 * <p>The sum is the same for every run and every compilation: lanes add up for a short run of columns and are then added,
 * in their order, to a double. Entries of value 0 add nothing, the derivative of |w| at 0 being taken as 0.
 */
final class WeightedPenalty {

    private static final VectorSpecies<Float> SPECIES = VectorMath.SPECIES;
    private static final VectorSpecies<Integer> BITS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /**
     * How many vectors are summed in float lanes before they are added to the double sum, so that rounding stays near
     * 1e-7.
     */
    private static final int VECTORS_IN_FLOAT = 32;

    private final int power;
    private final double factor;
    /** The factor of |w|^(p-1) c in the gradient. */
    private final float slope;

    /**
     * @param power p, 1 or 2
     * @param factor the factor of the weighted sum
     */
    WeightedPenalty(int power, double factor) {
        if (power != 1 && power != 2) {
            throw new IllegalArgumentException("the power of a penalty is 1 or 2, not " + power);
        }
        this.power = power;
        this.factor = factor;
        this.slope = (float) (power * factor);
    }

    double factor() {
        return factor;
    }

    /** Adds the gradient to the block's gradients and returns the block's share of the penalty. */
    double accumulate(EntryBlock block, EntryCoefficients coefficients) {
        MemorySegment values = block.values();
        MemorySegment gradients = block.gradients();
        float[] lanes = new float[LANES];
        double sum = 0;
        for (int row = block.firstRow(); row < block.endRow(); row++) {
            long begin = block.begin(row);
            Row entries = new Row(
                    coefficients.values(), coefficients.offset(row), values, gradients, begin * Float.BYTES,
                    (int) (block.end(row) - begin));
            sum += power == 1 ? absolute(entries, lanes) : squared(entries, lanes);
        }
        return factor * sum;
    }

    /** The stored entries of one row: the first coefficient, the first byte of the weights, and how many. */
    private record Row(
            float[] coefficients, int offset, MemorySegment values, MemorySegment gradients, long bytes, int count) {

        FloatVector coefficient(int k) {
            return FloatVector.fromArray(SPECIES, coefficients, offset + k);
        }

        FloatVector weight(int k) {
            return FloatVector.fromMemorySegment(SPECIES, values, bytes + (long) k * Float.BYTES, ORDER);
        }

        FloatVector gradient(int k) {
            return FloatVector.fromMemorySegment(SPECIES, gradients, bytes + (long) k * Float.BYTES, ORDER);
        }

        void storeGradient(int k, FloatVector gradient) {
            gradient.intoMemorySegment(gradients, bytes + (long) k * Float.BYTES, ORDER);
        }
    }

    private double absolute(Row row, float[] lanes) {
        IntVector signBit = IntVector.broadcast(BITS, Integer.MIN_VALUE);
        int end = SPECIES.loopBound(row.count);
        double sum = 0;
        int k = 0;
        while (k < end) {
            int stop = Math.min(end, k + VECTORS_IN_FLOAT * LANES);
            FloatVector partial = FloatVector.zero(SPECIES);
            for (; k < stop; k += LANES) {
                FloatVector coefficient = row.coefficient(k);
                FloatVector weight = row.weight(k);
                partial = coefficient.fma(weight.abs(), partial);
                IntVector sign = weight.reinterpretAsInts().and(signBit);
                FloatVector step = coefficient.mul(slope)
                        .reinterpretAsInts()
                        .lanewise(VectorOperators.XOR, sign)
                        .reinterpretAsFloats();
                VectorMask<Float> present = weight.compare(VectorOperators.NE, 0f);
                row.storeGradient(k, row.gradient(k).add(step, present));
            }
            sum += inOrder(partial, lanes);
        }
        for (; k < row.count; k++) {
            long at = row.bytes + (long) k * Float.BYTES;
            float weight = row.values.get(ValueLayout.JAVA_FLOAT, at);
            if (weight != 0) {
                float coefficient = row.coefficients[row.offset + k];
                sum += (double) coefficient * Math.abs(weight);
                add(row.gradients, at, coefficient * slope * Math.signum(weight));
            }
        }
        return sum;
    }

    private double squared(Row row, float[] lanes) {
        int end = SPECIES.loopBound(row.count);
        double sum = 0;
        int k = 0;
        while (k < end) {
            int stop = Math.min(end, k + VECTORS_IN_FLOAT * LANES);
            FloatVector partial = FloatVector.zero(SPECIES);
            for (; k < stop; k += LANES) {
                FloatVector weight = row.weight(k);
                FloatVector weighted = row.coefficient(k).mul(weight);
                partial = weighted.fma(weight, partial);
                row.storeGradient(k, row.gradient(k).add(weighted.mul(slope)));
            }
            sum += inOrder(partial, lanes);
        }
        for (; k < row.count; k++) {
            long at = row.bytes + (long) k * Float.BYTES;
            float weight = row.values.get(ValueLayout.JAVA_FLOAT, at);
            float weighted = row.coefficients[row.offset + k] * weight;
            sum += (double) weighted * weight;
            add(row.gradients, at, weighted * slope);
        }
        return sum;
    }

    /** The sum of the lanes from first to last; reduceLanes would add them in an unspecified order. */
    private static double inOrder(FloatVector partial, float[] lanes) {
        partial.intoArray(lanes, 0);
        double sum = 0;
        for (float lane : lanes) {
            sum += lane;
        }
        return sum;
    }

    private static void add(MemorySegment gradients, long at, float step) {
        gradients.set(ValueLayout.JAVA_FLOAT, at, gradients.get(ValueLayout.JAVA_FLOAT, at) + step);
    }
}
