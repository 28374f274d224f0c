package io.moduli.core.network.block;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Vectors;

/** Allocates the matrices of activations and their gradients. */
public final class ActivationMatrix {

    private ActivationMatrix() {}

    /**
     * A matrix of zeros whose rows begin at cache lines. Only rows shorter than a vector are packed: if each had its
     * own cache line, workers would fetch many lines from each other for a few numbers.
     */
    public static Matrix allocate(int rows, int columns) {
        return columns < Vectors.LENGTH ? Matrix.allocate(rows, columns) : Matrix.allocateAligned(rows, columns);
    }
}
