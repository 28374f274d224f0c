package io.moduli.api.pruning;

/** The share of weights that is gone after each epoch: from 0 to 1, never falling, finally {@link #target()}. */
public interface SparsitySchedule {

    /** The share after epoch number {@code epoch}, counted from 1. */
    double sparsity(int epoch);

    /** The share at the end. */
    double target();
}
