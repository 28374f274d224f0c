package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;

/**
 * A weight as the rest of the engine sees it: a linear map from [columns × n] to [rows × n]. Whether the weight is stored
 * dense or sparse is nobody else's business.
 *
 * <p>Every product is done in parts, one for each worker of the {@link Team}; a part writes only rows of its own, so the
 * workers need no more than a barrier between products that depend on each other. All workers call the same products in
 * the same order, since a product may hold barriers of its own.
 */
public interface LinearMap {

    /** Where each worker's rows of {@link #multiply} begin; the last element is the number of rows. */
    int[] rowBounds();

    /** Where each worker's rows of {@link #multiplyTransposed} begin; the last element is the number of columns. */
    int[] columnBounds();

    /** The worker's rows of y = W x, or of y += W x where it adds; x is [columns × n] and y [rows × n]. */
    void multiply(int worker, Matrix x, Matrix y, boolean add);

    /** The worker's rows of x = Wᵀ y, or of x += Wᵀ y where it adds; y is [rows × n] and x [columns × n]. */
    void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add);

    /** The worker's rows of G = y xᵀ, or of G += y xᵀ where it adds, for the gradient G of the weight. */
    void gradient(int worker, Matrix y, Matrix x, boolean add);

    /**
     * The worker's part of x = Wᵀ times one-hot columns: column c of x becomes row {@code tokens[c]} of the weight. Parts
     * are columns of x here.
     *
     * @param x [columns × tokens]
     * @throws IndexOutOfBoundsException where a token is not a row of the weight
     */
    void gather(int worker, int[] tokens, Matrix x);

    /**
     * The worker's part of the gradient that goes with {@link #gather}: column c of x adds to row {@code tokens[c]} of the
     * gradient of the weight, in the order of the columns.
     *
     * @param x the gradient of the loss by what was gathered, [columns × tokens]
     * @param add whether it adds to the gradient that there is
     */
    void scatter(int worker, int[] tokens, Matrix x, boolean add);

    /**
     * The same products a block of rows at a time.
     *
     * @param columns of every operand
     * @param team the workers, as many as the map has parts
     */
    RowBlocks rowBlocks(int columns, Team team);
}
