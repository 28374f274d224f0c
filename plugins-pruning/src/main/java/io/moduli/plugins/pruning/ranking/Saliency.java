package io.moduli.plugins.pruning.ranking;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.tensor.Matrix;
import java.util.Arrays;

/**
 * The saliency w · g of each entry, whose magnitude is the first-order change of the loss when the entry is removed; g is the
 * gradient of the loss on the round's batch. It is computed once, when it is first asked for, since a gradient costs a pass
 * through the network; so a round that removes nothing asks for none.
 */
final class Saliency implements SurvivorValues {

    private static final float[][] UNKNOWN = {};

    private final PrunableWeight weight;
    private final SurvivorValues values;
    /** For each row the numbers of its surviving entries, in the order of the columns. */
    private float[][] products = UNKNOWN;

    Saliency(PrunableWeight weight) {
        this.weight = weight;
        this.values = SurvivorValues.of(weight);
    }

    @Override
    public void forEach(int row, Visitor visitor) {
        if (products == UNKNOWN) {
            products = compute();
        }
        float[] ofRow = products[row];
        int[] next = {0};
        values.forEach(row, (_, column, _) -> visitor.visit(row, column, ofRow[next[0]++]));
    }

    private float[][] compute() {
        float[][] computed = new float[weight.shape().rows()][];
        weight.gradient((firstRow, gradient) -> {
            for (int row = firstRow; row < firstRow + gradient.rows(); row++) {
                computed[row] = ofRow(row, gradient, row - firstRow);
            }
        });
        return computed;
    }

    private float[] ofRow(int row, Matrix gradient, int rowOfGradient) {
        float[] ofRow = new float[gradient.columns()];
        int[] count = {0};
        values.forEach(row, (_, column, value) -> ofRow[count[0]++] = value * gradient.get(rowOfGradient, column));
        return Arrays.copyOf(ofRow, count[0]);
    }
}
