package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.dense.Blas;
import java.util.List;

/**
 * One of the products y xᵀ whose sum is the gradient with respect to all entries of a weight, stored or not. Both factors stay
 * where a pass has left them, so that any rows of the gradient can be computed afterwards.
 *
 * @param y the gradient with respect to the weight's output, [rows × n]
 * @param x the weight's input, [columns × n]
 */
public record GradientProduct(Matrix y, Matrix x) {

    /** This many columns of the summed rows stay in the cache from one product to the next. */
    private static final int COLUMNS_OF_TILE = 4096;

    /**
     * Adds products to some rows of a gradient.
     *
     * @param firstRow the row of the gradient that corresponds to row 0 of the block
     * @param block [some rows × columns]
     * @param begin the first row of the block that is added to
     * @param end one past the last
     */
    public static void add(List<GradientProduct> products, int firstRow, Matrix block, int begin, int end) {
        int height = end - begin;
        if (height <= 0) {
            return;
        }
        for (int column = 0; column < block.columns(); column += COLUMNS_OF_TILE) {
            int width = Math.min(COLUMNS_OF_TILE, block.columns() - column);
            Matrix tile = block.rowWindow(begin, height).columnWindow(column, width);
            for (GradientProduct product : products) {
                Blas.multiplyByTransposed(
                        product.y.rowWindow(firstRow + begin, height), product.x.rowWindow(column, width), tile, true,
                        0, height);
            }
        }
    }
}
