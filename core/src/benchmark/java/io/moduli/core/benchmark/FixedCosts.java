package io.moduli.core.benchmark;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.api.math.VectorMath;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.random.RandomGenerator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The penalty {@code strength · mean over all entries of c |w|} on the recurrent weight, with given coefficients: what a
 * moduli regularizer with fixed points does in a step, at the same cost, one pass over coefficients, weights and gradients.
 *
 * @param costs c, the same for every gate, [units × units] row by row
 * @param strength what the mean is multiplied by
 */
record FixedCosts(float[] costs, double strength) implements Regularizer {

    @Override
    public Set<WeightRole> on() {
        return Set.of(WeightRole.RECURRENT);
    }

    @Override
    public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
        return new Bound(strength / weight.shape().entries());
    }

    private final class Bound implements BoundRegularizer {

        private final double factor;
        /** The coefficients of all stored entries of a sparse weight; those of a dense one are the costs themselves. */
        private float[] gathered = costs;

        Bound(double factor) {
            this.factor = factor;
        }

        @Override
        public void restructure(EntryBlock entries) {
            if (entries.dense()) {
                gathered = costs;
                return;
            }
            WeightShape shape = entries.shape();
            gathered = new float[Math.toIntExact(entries.end(shape.rows() - 1))];
            for (int row = 0; row < shape.rows(); row++) {
                int first = row % shape.units() * shape.columns();
                for (long entry = entries.begin(row); entry < entries.end(row); entry++) {
                    gathered[(int) entry] = costs[first + entries.column(entry)];
                }
            }
        }

        @Override
        public double accumulate(EntryBlock block) {
            double sum = 0;
            for (int row = block.firstRow(); row < block.endRow(); row++) {
                long begin = block.begin(row);
                int first = block.dense() ? row % block.shape().units() * block.shape().columns() : (int) begin;
                sum += accumulate(block, begin, (int) (block.end(row) - begin), first);
            }
            return factor * sum;
        }

        /** The entries of one row: the first of them, how many, and where their coefficients begin. */
        private double accumulate(EntryBlock block, long begin, int count, int first) {
            MemorySegment values = block.values();
            MemorySegment gradients = block.gradients();
            float[] coefficients = gathered;
            FloatVector slopes = FloatVector.broadcast(VectorMath.SPECIES, (float) factor);
            FloatVector sums = FloatVector.zero(VectorMath.SPECIES);
            int lanes = VectorMath.SPECIES.length();
            int whole = VectorMath.SPECIES.loopBound(count);
            ByteOrder order = ByteOrder.nativeOrder();
            for (int index = 0; index < whole; index += lanes) {
                long at = (begin + index) * Float.BYTES;
                FloatVector cost = FloatVector.fromArray(VectorMath.SPECIES, coefficients, first + index);
                FloatVector weight = FloatVector.fromMemorySegment(VectorMath.SPECIES, values, at, order);
                FloatVector gradient = FloatVector.fromMemorySegment(VectorMath.SPECIES, gradients, at, order);
                sums = cost.fma(weight.abs(), sums);
                FloatVector step = cost.mul(slopes)
                        .reinterpretAsInts()
                        .or(weight.reinterpretAsInts().and(Integer.MIN_VALUE))
                        .reinterpretAsFloats();
                VectorMask<Float> present = weight.compare(VectorOperators.NE, 0f);
                gradient.add(step, present).intoMemorySegment(gradients, at, order);
            }
            double sum = VectorMath.sumOfLanes(sums);
            for (int index = whole; index < count; index++) {
                long at = (begin + index) * Float.BYTES;
                float weight = values.get(ValueLayout.JAVA_FLOAT, at);
                float cost = coefficients[first + index];
                sum += (double) cost * Math.abs(weight);
                float slope = (float) factor * cost * Math.signum(weight);
                gradients.set(
                        ValueLayout.JAVA_FLOAT, at, gradients.get(ValueLayout.JAVA_FLOAT, at) + slope);
            }
            return sum;
        }
    }
}
