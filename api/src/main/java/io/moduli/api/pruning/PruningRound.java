package io.moduli.api.pruning;

import java.util.List;
import java.util.random.RandomGenerator;

/** One call for new masks. */
public interface PruningRound {

    /** The share of entries that shall be gone, from 0 to 1, those of earlier rounds included. */
    double sparsity();

    /** The weights of the roles that the pruner is on. */
    List<PrunableWeight> weights();

    /** For pruners that draw; a new stream each round. */
    RandomGenerator random();

    /** Tells the user of something that they would want to know, such as a matrix that is about to vanish. */
    void warn(String message);
}
