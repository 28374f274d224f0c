package io.moduli.api.task;

import io.moduli.api.tensor.Matrix;

/** What training minimizes. */
public sealed interface Loss {

    /** The losses that the engine computes itself. Columns are those of the outputs. */
    enum Standard implements Loss {
        /** The mean over all outputs and columns of (output - target)². */
        SQUARED_ERROR,
        /** The mean over columns of -Σ target · log softmax(output), for targets that are distributions. */
        SOFT_TARGET_CROSS_ENTROPY,
        /**
         * The mean over columns of -log softmax(output)[class]. Columns of class -1 do not count.
         */
        CLASS_CROSS_ENTROPY
    }

    /** A loss of the task's own. */
    non-sealed interface Custom extends Loss {

        /**
         * Computes the loss of a batch and its gradient.
         *
         * @param outputs the network's outputs, [outputs × columns]; read-only
         * @param batch the batch that they answer
         * @param gradient receives the gradient of the loss with respect to the outputs, of the same extents; all of it is
         *     written
         * @return the loss
         */
        double evaluate(Matrix outputs, Batch batch, Matrix gradient);
    }
}
