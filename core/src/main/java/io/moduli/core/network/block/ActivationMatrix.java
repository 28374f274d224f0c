package io.moduli.core.network.block;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Vectors;

/** Makes the matrices that activations and their gradients are in. */
public final class ActivationMatrix {

    private ActivationMatrix() {}

    /**
     * A matrix of 0 whose rows begin at cache lines. Only rows shorter than a vector lie side by side: with a line for every
     * few numbers of a stream, workers would fetch many lines from each other for little.
     */
    public static Matrix allocate(int rows, int columns) {
        return columns < Vectors.LENGTH ? Matrix.allocate(rows, columns) : Matrix.allocateAligned(rows, columns);
    }
}
