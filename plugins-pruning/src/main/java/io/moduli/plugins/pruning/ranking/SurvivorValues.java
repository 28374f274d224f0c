package io.moduli.plugins.pruning.ranking;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A number for each surviving entry of a weight, by which the entry is ranked. */
@FunctionalInterface
public interface SurvivorValues {

    /** Visits entries one after the other. */
    @FunctionalInterface
    interface Visitor {

        /** An entry that survives. */
        void visit(int row, int column, float value);
    }

    /** Visits the entries of a row in the order of the columns. */
    void forEach(int row, Visitor visitor);

    /** The entries' own values. */
    static SurvivorValues of(PrunableWeight weight) {
        return (row, visitor) -> {
            EntryBlock block = weight.entries();
            Mask mask = weight.mask();
            MemorySegment values = block.values();
            boolean dense = block.dense();
            long begin = block.begin(row);
            long end = block.end(row);
            for (long entry = begin; entry < end; entry++) {
                int column = dense ? (int) (entry - begin) : block.column(entry);
                if (mask.keeps(row, column)) {
                    visitor.visit(row, column, values.getAtIndex(ValueLayout.JAVA_FLOAT, entry));
                }
            }
        };
    }

    /**
     * The saliency w · g of each entry, whose magnitude is the first-order change of the loss when the entry is
     * removed; g is the gradient of the loss on the round's batch.
     */
    static SurvivorValues saliency(PrunableWeight weight) {
        float[][] products = new float[weight.shape().rows()][];
        SurvivorValues values = of(weight);
        weight.gradient((firstRow, gradient) -> {
            for (int row = firstRow; row < firstRow + gradient.rows(); row++) {
                products[row] = products(values, row, gradient, row - firstRow);
            }
        });
        return (row, visitor) -> {
            int[] next = {0};
            values.forEach(row, (_, column, _) -> visitor.visit(row, column, products[row][next[0]++]));
        };
    }

    private static float[] products(SurvivorValues values, int row, Matrix gradient, int rowOfGradient) {
        float[] products = new float[gradient.columns()];
        int[] count = {0};
        values.forEach(row, (_, column, value) -> products[count[0]++] = value * gradient.get(rowOfGradient, column));
        return Arrays.copyOf(products, count[0]);
    }
}
