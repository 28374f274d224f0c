package io.moduli.api.testkit;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;

/**
 * A weight to try a pruner on.
 *
 * @param mask what survives so far
 * @param sample its stored entries
 * @param gradient the gradient of the loss by every entry
 */
public record TrialWeight(Mask mask, SampleWeight sample, Matrix gradient) implements PrunableWeight {

    /**
     * A weight that is stored dense. What the mask does not keep is 0, whatever the matrix says; the gradient by each entry
     * is the matrix's number.
     *
     * @param shape its shape
     * @param mask what survives so far
     * @param matrix [rows × columns], row-major
     */
    public static TrialWeight dense(WeightShape shape, Mask mask, float... matrix) {
        float[] kept = matrix.clone();
        for (int entry = 0; entry < kept.length; entry++) {
            if (!mask.keeps(entry / shape.columns(), entry % shape.columns())) {
                kept[entry] = 0;
            }
        }
        return new TrialWeight(mask, SampleWeight.dense(shape, kept), gradient(shape, matrix));
    }

    /** The same weight stored sparse. */
    public static TrialWeight sparse(WeightShape shape, Mask mask, float... matrix) {
        return new TrialWeight(mask, SampleWeight.sparse(shape, matrix, mask), gradient(shape, matrix));
    }

    @Override
    public WeightShape shape() {
        return sample.shape();
    }

    @Override
    public EntryBlock entries() {
        return sample.whole();
    }

    private static Matrix gradient(WeightShape shape, float[] matrix) {
        return Matrix.of(shape.rows(), shape.columns(), matrix);
    }
}
