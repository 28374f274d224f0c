package io.moduli.api.task;

import io.moduli.api.tensor.Matrix;

/** A trained network to examine, valid during a call. */
public interface NetworkProbe {

    /**
     * Computes the outputs for a batch, as in an evaluation.
     *
     * @param batch filled as the task's shape says
     * @param continues whether a carried state goes on from the call before
     * @return the outputs, [outputs × columns], valid until the next call
     */
    Matrix run(Batch batch, boolean continues);

    /** The hidden states of the last layer after every step of the last call, [hidden × time · batch]; read-only. */
    Matrix hidden();
}
