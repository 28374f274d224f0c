package io.moduli.api.pruning;

/**
 * The share of entries that is removed as training goes on, and finally {@link #target()}. It may fall, for pruners that
 * {@linkplain Pruner#regrowth() regrow}; with any other pruner, a share that falls is an error, which is found before
 * training.
 */
public interface SparsitySchedule {

    /**
     * The share after some epochs.
     *
     * @param epochs at least 0; a step in an epoch counts as its share of it
     * @return at least 0, less than 1; the same whenever it is asked for
     */
    double sparsity(double epochs);

    /**
     * The share at the end.
     *
     * @return at least 0, less than 1, since removing everything leaves no network
     */
    double target();
}
