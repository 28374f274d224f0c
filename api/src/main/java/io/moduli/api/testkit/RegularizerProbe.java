package io.moduli.api.testkit;

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

    BoundRegularizer bind() {
        return regularizer.bind(shape, new SplittableRandom(seed));
    }

    SampleWeight dense(float[] values) {
        return SampleWeight.dense(shape, values);
    }

    SampleWeight sparse(float[] values) {
        return SampleWeight.sparse(shape, values, mask);
    }

    /** The penalty of a weight under a regularizer bound afresh, its gradient added to the weight's gradients. */
    double penalty(SampleWeight weight) {
        return penalty(bind(), weight);
    }

    /** The same under one that knows no structure yet. */
    static double penalty(BoundRegularizer bound, SampleWeight weight) {
        bound.restructure(weight.whole());
        return accumulate(bound, weight, 1);
    }

    static double accumulate(BoundRegularizer bound, SampleWeight weight, int blocks) {
        double penalty = 0;
        for (EntryBlock block : weight.blocks(blocks)) {
            penalty += bound.accumulate(block);
        }
        return penalty;
    }

    static double greatest(float[] values) {
        double greatest = 0;
        for (float value : values) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        return greatest;
    }

    /** Whether two numbers agree as far as float32 arithmetic can make them, measured against a size. */
    static boolean close(double a, double b, double size) {
        return Math.abs(a - b) <= 1e-5 * size;
    }
}
