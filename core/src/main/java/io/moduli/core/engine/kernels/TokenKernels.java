package io.moduli.core.engine.kernels;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.SparseRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/** Products of the transpose of a weight with one-hot columns, each given by the row of the weight that it selects. */
public final class TokenKernels {

    private TokenKernels() {}

    /** x[f, c] = weight[tokens[c], f] for the features from {@code first} to {@code end - 1}. */
    public static void gather(Matrix weight, int[] tokens, Matrix x, int first, int end) {
        check(weight.rows(), tokens);
        MemorySegment from = weight.memory();
        MemorySegment to = x.memory();
        for (int feature = first; feature < end; feature++) {
            long target = x.byteOffset(feature, 0);
            for (int column = 0; column < tokens.length; column++) {
                float value = from.get(ValueLayout.JAVA_FLOAT, weight.byteOffset(tokens[column], feature));
                to.set(ValueLayout.JAVA_FLOAT, target + (long) column * Float.BYTES, value);
            }
        }
    }

    /** gradient[tokens[c], f] += x[f, c] for the features from {@code first} to {@code end - 1}. */
    public static void scatter(Matrix gradient, int[] tokens, Matrix x, int first, int end) {
        check(gradient.rows(), tokens);
        MemorySegment from = x.memory();
        MemorySegment to = gradient.memory();
        for (int feature = first; feature < end; feature++) {
            long source = x.byteOffset(feature, 0);
            for (int column = 0; column < tokens.length; column++) {
                long place = gradient.byteOffset(tokens[column], feature);
                float sum = to.get(ValueLayout.JAVA_FLOAT, place)
                        + from.get(ValueLayout.JAVA_FLOAT, source + (long) column * Float.BYTES);
                to.set(ValueLayout.JAVA_FLOAT, place, sum);
            }
        }
    }

    /**
     * block[tokens[c] - firstRow, f] += x[f, c] for the features from {@code first} to {@code end - 1} and those tokens that the
     * block has a row of.
     */
    public static void scatterBlock(Matrix block, int firstRow, int[] tokens, Matrix x, int first, int end) {
        for (int column = 0; column < tokens.length; column++) {
            int row = tokens[column] - firstRow;
            if (row >= 0 && row < block.rows()) {
                for (int feature = first; feature < end; feature++) {
                    block.set(row, feature, block.get(row, feature) + x.get(feature, column));
                }
            }
        }
    }

    /**
     * x[f, c] = weight[tokens[c], f] for all features and the columns from {@code first} to {@code end - 1}.
     *
     * @param rows which entries of the weight are stored
     * @param values the stored entries
     */
    public static void gather(SparseRows rows, MemorySegment values, int[] tokens, Matrix x, int first, int end) {
        check(rows.rows(), tokens);
        RowKernels.zeroColumns(x, first, end);
        MemorySegment to = x.memory();
        for (int column = first; column < end; column++) {
            int stop = rows.begin(tokens[column] + 1);
            for (int entry = rows.begin(tokens[column]); entry < stop; entry++) {
                to.set(
                        ValueLayout.JAVA_FLOAT, x.byteOffset(rows.column(entry), column),
                        values.getAtIndex(ValueLayout.JAVA_FLOAT, entry));
            }
        }
    }

    /**
     * gradient[tokens[c], f] += x[f, c] for the stored entries of the rows {@code worker}, {@code worker + workers} …,
     * since neighbours in a vocabulary are similarly frequent.
     *
     * @param gradients the gradients with respect to the stored entries
     * @param add whether to add to the gradients; otherwise they are set to 0 first
     */
    public static void scatter(
            SparseRows rows, MemorySegment gradients, int[] tokens, Matrix x, boolean add, int worker, int workers) {
        check(rows.rows(), tokens);
        for (int row = worker; !add && row < rows.rows(); row += workers) {
            int stop = rows.begin(row + 1);
            for (int entry = rows.begin(row); entry < stop; entry++) {
                gradients.setAtIndex(ValueLayout.JAVA_FLOAT, entry, 0);
            }
        }
        MemorySegment from = x.memory();
        for (int column = 0; column < tokens.length; column++) {
            if (tokens[column] % workers == worker) {
                int stop = rows.begin(tokens[column] + 1);
                for (int entry = rows.begin(tokens[column]); entry < stop; entry++) {
                    float sum = gradients.getAtIndex(ValueLayout.JAVA_FLOAT, entry)
                            + from.get(ValueLayout.JAVA_FLOAT, x.byteOffset(rows.column(entry), column));
                    gradients.setAtIndex(ValueLayout.JAVA_FLOAT, entry, sum);
                }
            }
        }
    }

    /** Checks that every token is a row of a weight. */
    public static void check(int rows, int[] tokens) {
        for (int token : tokens) {
            Objects.checkIndex(token, rows);
        }
    }
}
