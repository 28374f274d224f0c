package io.moduli.api.testkit;

import io.moduli.api.host.UnitPoints;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.util.SplittableRandom;

/**
 * A regularizer with a weight to try it on.
 *
 * @param regularizer the regularizer
 * @param shape the weight's shape
 * @param matrix the weight's values, [rows × columns]; exactly 0 where the mask keeps nothing, away from 0 elsewhere
 * @param mask which entries are there
 * @param seed of what the regularizer draws
 */
record RegularizerProbe(Regularizer regularizer, WeightShape shape, float[] matrix, Mask mask, long seed) {

    static RegularizerProbe of(Regularizer regularizer, WeightShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mask.Builder kept = Mask.builder(shape.rows(), shape.columns());
        float[] matrix = new float[shape.rows() * shape.columns()];
        for (int index = 0; index < matrix.length; index++) {
            // The second row is empty, as pruning may leave it.
            if (random.nextInt(10) < 7 && index / shape.columns() != 1) {
                kept.keep(index / shape.columns(), index % shape.columns());
                matrix[index] = (float) (random.nextBoolean() ? random.nextDouble(0.2, 2) : -random.nextDouble(0.2, 2));
            }
        }
        return new RegularizerProbe(regularizer, shape, matrix, kept.build(), seed);
    }

    /** The regularizer bound afresh, to a weight whose units lie on a geometry of this binding alone. */
    Trial bind() {
        return bind(seed);
    }

    /** One that draws something else, on the same points. */
    Trial bindStranger() {
        return bind(~seed);
    }

    private Trial bind(long drawingSeed) {
        TrialPlaces places = TrialPlaces.of(shape, seed);
        return new Trial(
                regularizer.bind(places.weight(), new SplittableRandom(drawingSeed)), places.rows());
    }

    /**
     * A binding with the points that it may move.
     *
     * @param regularizer the binding
     * @param points where the units of the weight's rows lie
     */
    record Trial(BoundRegularizer regularizer, UnitPoints points) {

        private static final double RATE = 1e-3;

        /** The penalty of a weight whose structure is not known yet, its gradient added to the weight's gradients. */
        double penalty(SampleWeight weight) {
            regularizer.restructure(weight.whole());
            return accumulate(weight, 1);
        }

        /** The same of a weight whose structure is known. */
        double accumulate(SampleWeight weight, int blocks) {
            regularizer.beginStep(new LoopStep(0, false), weight.whole());
            return sum(weight, blocks);
        }

        private double sum(SampleWeight weight, int blocks) {
            double penalty = 0;
            for (EntryBlock block : weight.blocks(blocks)) {
                penalty += regularizer.accumulate(block);
            }
            return penalty;
        }

        /** A training step up to the gradients with respect to the points. */
        void pull(SampleWeight weight, int blocks, LoopStep step) {
            points.beginStep(true);
            regularizer.beginStep(step, weight.whole());
            sum(weight, blocks);
            regularizer.endStep(step);
        }

        /** A whole training step in which points are learned and weights are not. */
        void learn(SampleWeight weight, int blocks, LoopStep step) {
            pull(weight, blocks, step);
            points.descend(RATE, step);
        }
    }

    SampleWeight dense(float[] values) {
        return SampleWeight.dense(shape, values);
    }

    SampleWeight sparse(float[] values) {
        return SampleWeight.sparse(shape, values, mask);
    }

    /** The penalty of a weight under a regularizer bound afresh, its gradient added to the weight's gradients. */
    double penalty(SampleWeight weight) {
        return bind().penalty(weight);
    }

    /** The maximum of the absolute values. */
    static double maximum(float[] values) {
        double maximum = 0;
        for (float value : values) {
            maximum = Math.max(maximum, Math.abs(value));
        }
        return maximum;
    }

    /** Whether two numbers agree as far as float32 arithmetic can make them, measured against a size. */
    static boolean close(double a, double b, double size) {
        return Math.abs(a - b) <= 1e-5 * size;
    }
}
