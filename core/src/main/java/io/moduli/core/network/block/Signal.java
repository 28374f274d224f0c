package io.moduli.core.network.block;

import io.moduli.api.tensor.Matrix;

/**
 * The output of a block of a network, which the following blocks read.
 *
 * @param values [features × columns]
 * @param gradient where the following block writes the gradient of the loss with respect to the values, with the same
 *     extents
 */
public record Signal(Matrix values, Matrix gradient) {

    /** A signal with its own memory. */
    public static Signal allocate(int features, int columns) {
        return new Signal(ActivationMatrix.allocate(features, columns), Matrix.allocateAligned(features, columns));
    }

    /** Some of the rows. */
    public Signal rows(int first, int count) {
        return new Signal(values.rowWindow(first, count), gradient.rowWindow(first, count));
    }

    /** Some of the columns. */
    public Signal columns(int first, int count) {
        return new Signal(values.columnWindow(first, count), gradient.columnWindow(first, count));
    }
}
