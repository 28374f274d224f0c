package io.moduli.core.engine;

import io.moduli.api.tensor.Matrix;

/**
 * A weight as the rest of the engine sees it: a linear map from [columns × n] to [rows × n]. Whether the weight is stored
 * dense or sparse is nobody else's business.
 *
 * <p>Every product is done in parts, one for each worker of the {@link Team}; a part writes only rows of its own, so the
 * workers need no more than a barrier between products that depend on each other.
 */
public interface LinearMap {

    /** The parameter that the map multiplies by. */
    Parameter parameter();

    /** Where each worker's rows of {@link #multiply} begin; the last element is the number of rows. */
    int[] rowBounds();

    /** Where each worker's rows of {@link #multiplyTransposed} begin; the last element is the number of columns. */
    int[] columnBounds();

    /** The worker's rows of y = W x, or of y += W x where it adds; x is [columns × n] and y [rows × n]. */
    void multiply(int worker, Matrix x, Matrix y, boolean add);

    /** The worker's rows of x = Wᵀ y, or of x += Wᵀ y where it adds; y is [rows × n] and x [columns × n]. */
    void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add);

    /** The worker's rows of G = y xᵀ, or of G += y xᵀ where it adds, for the gradient G of the parameter. */
    void gradient(int worker, Matrix y, Matrix x, boolean add);
}
