package io.moduli.api.testkit;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightShape;

/**
 * A weight to try a pruner on.
 *
 * @param weight its shape and the places of its units
 * @param mask what survives so far
 * @param sample its stored entries
 * @param gradients the gradient of the loss with respect to every entry
 */
public record TrialWeight(PlacedWeight weight, Mask mask, SampleWeight sample, Matrix gradients)
        implements PrunableWeight {

    /**
     * A weight that is stored dense, between units that have no places.
     *
     * @param shape its shape
     * @param mask what survives so far
     * @param matrix [rows × columns], row-major
     * @return the weight, as {@link #dense(PlacedWeight, Mask, float...)} makes it
     */
    public static TrialWeight dense(WeightShape shape, Mask mask, float... matrix) {
        return dense(PlacedWeight.nowhere(shape), mask, matrix);
    }

    /**
     * A weight that is stored dense. What the mask does not keep is 0, whatever the matrix says; the gradient with respect to
     * each entry is the matrix's number.
     *
     * @param weight its shape and the places of its units
     * @param mask what survives so far
     * @param matrix [rows × columns], row-major
     * @return the weight
     */
    public static TrialWeight dense(PlacedWeight weight, Mask mask, float... matrix) {
        WeightShape shape = weight.shape();
        float[] kept = matrix.clone();
        for (int entry = 0; entry < kept.length; entry++) {
            if (!mask.keeps(entry / shape.columns(), entry % shape.columns())) {
                kept[entry] = 0;
            }
        }
        return new TrialWeight(weight, mask, SampleWeight.dense(shape, kept), gradient(shape, matrix));
    }

    /**
     * The same as {@link #dense(WeightShape, Mask, float...)}, stored sparse.
     *
     * @param shape its shape
     * @param mask what survives so far
     * @param matrix [rows × columns], row-major
     * @return the weight
     */
    public static TrialWeight sparse(WeightShape shape, Mask mask, float... matrix) {
        return sparse(PlacedWeight.nowhere(shape), mask, matrix);
    }

    /**
     * The same as {@link #dense(PlacedWeight, Mask, float...)}, stored sparse.
     *
     * @param weight its shape and the places of its units
     * @param mask what survives so far
     * @param matrix [rows × columns], row-major
     * @return the weight
     */
    public static TrialWeight sparse(PlacedWeight weight, Mask mask, float... matrix) {
        WeightShape shape = weight.shape();
        return new TrialWeight(weight, mask, SampleWeight.sparse(shape, matrix, mask), gradient(shape, matrix));
    }

    /**
     * The same weight with another gradient.
     *
     * @param matrix [rows × columns], row-major
     * @return the weight
     */
    public TrialWeight withGradient(float... matrix) {
        return new TrialWeight(weight, mask, sample, gradient(shape(), matrix));
    }

    @Override
    public EntryBlock entries() {
        return sample.whole();
    }

    /** Shows it in blocks of two rows. */
    @Override
    public void gradient(GradientVisitor visitor) {
        for (int row = 0; row < gradients.rows(); row += 2) {
            visitor.rows(row, gradients.rowWindow(row, Math.min(2, gradients.rows() - row)));
        }
    }

    private static Matrix gradient(WeightShape shape, float[] matrix) {
        return Matrix.of(shape.rows(), shape.columns(), matrix);
    }
}
