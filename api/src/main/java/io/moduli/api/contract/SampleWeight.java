package io.moduli.api.contract;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;

/**
 * A weight to try a pruner on.
 *
 * @param shape its shape
 * @param mask what survives so far
 * @param entries its stored entries
 * @param gradient the gradient of the loss by every entry
 */
public record SampleWeight(WeightShape shape, Mask mask, EntryBlock entries, Matrix gradient)
        implements PrunableWeight {

    /** A weight that is stored dense; the gradient by each entry is its value. */
    public static SampleWeight dense(WeightShape shape, Mask mask, float... matrix) {
        return new SampleWeight(shape, mask, SampleEntries.dense(shape, mask, matrix), gradient(shape, matrix));
    }

    /** The same weight stored sparse. */
    public static SampleWeight sparse(WeightShape shape, Mask mask, float... matrix) {
        return new SampleWeight(shape, mask, SampleEntries.sparse(shape, mask, matrix), gradient(shape, matrix));
    }

    private static Matrix gradient(WeightShape shape, float[] matrix) {
        return Matrix.of(shape.rows(), shape.columns(), matrix);
    }
}
