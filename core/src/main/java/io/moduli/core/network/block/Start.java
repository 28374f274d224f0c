package io.moduli.core.network.block;

import io.moduli.api.task.InitialState;

/** Where the sequences of a pass start from. */
public enum Start {
    /** From states that are 0, so that no product with the hidden states before the first step is needed. */
    ZERO,
    /** From the states after the last step of the pass before, at which gradients end. */
    CARRIED,
    /** From hidden states that a block in front gives, which has the gradient with respect to them. */
    GIVEN,
    /** From the very states that the pass before started from, at which gradients end. */
    AGAIN;

    /**
     * Where the sequences of a batch start from.
     *
     * @param state what the task asks for
     * @param continues whether a carried state goes on from the batch before
     */
    public static Start of(InitialState state, boolean continues) {
        return switch (state) {
            case InitialState.Zero _ -> ZERO;
            case InitialState.Carried _ -> continues ? CARRIED : ZERO;
            case InitialState.Projected _ -> GIVEN;
        };
    }

    /** Where a pass starts from that repeats one: carried states have gone by then, the others can be had again. */
    Start again() {
        return this == CARRIED ? AGAIN : this;
    }
}
