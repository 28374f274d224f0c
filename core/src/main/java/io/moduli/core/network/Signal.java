package io.moduli.core.network;

import io.moduli.api.tensor.Matrix;

/**
 * What one part of a network hands to the next.
 *
 * @param values [features × columns]
 * @param gradient where the next part writes the gradient of the loss by the values, of the same extents
 */
record Signal(Matrix values, Matrix gradient) {

    /** A signal on memory of its own. */
    static Signal allocate(int features, int columns) {
        return new Signal(ActivationMatrix.allocate(features, columns), Matrix.allocateAligned(features, columns));
    }
}
