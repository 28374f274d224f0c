package io.moduli.api.weight;

/** What a weight matrix does in a network. Biases have no role: they are neither regularized nor pruned. */
public enum WeightRole {
    /** From the input of a layer to its units. */
    INPUT,
    /** From a layer's units at one time step to the same units at the next. */
    RECURRENT,
    /** From what the task says about the start of a sequence to the first hidden state. */
    INITIAL_STATE,
    /** A vector for each token. */
    EMBEDDING,
    /** From the last layer's units to the outputs. */
    READ_OUT
}
