package io.moduli.core.network.block;

import io.moduli.api.task.InitialState;

/** The initial states of the sequences of a pass. */
public enum Start {
    /** From states that are 0, so that no product with the hidden states before the first step is needed. */
    ZERO,
    /** From the states after the last step of the previous pass, at which gradients end. */
    CARRIED,
    /** From hidden states given by a preceding block, which receives the gradient with respect to them. */
    GIVEN,
    /** From the same states as the previous pass, at which gradients end. */
    AGAIN;

    /**
     * The initial states of the sequences of a batch.
     *
     * @param state the initial state that the task requires
     * @param continues whether carried states continue from the previous batch
     */
    public static Start of(InitialState state, boolean continues) {
        return switch (state) {
            case InitialState.Zero _ -> ZERO;
            case InitialState.Carried _ -> continues ? CARRIED : ZERO;
            case InitialState.Projected _ -> GIVEN;
        };
    }

    /** The start of a repeated pass: carried states have been overwritten by then, the others can be computed again. */
    Start again() {
        return this == CARRIED ? AGAIN : this;
    }
}
