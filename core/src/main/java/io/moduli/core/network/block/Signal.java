package io.moduli.core.network.block;

import io.moduli.api.tensor.Matrix;

/**
 * What one block of a network hands to those behind it.
 *
 * @param values [features × columns]
 * @param gradient where the block behind writes the gradient of the loss with respect to the values, of the same extents
 */
public record Signal(Matrix values, Matrix gradient) {

    /** A signal on memory of its own. */
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
