package io.moduli.api.pruning;

import java.util.List;
import java.util.random.RandomGenerator;

/** One call for masks. The host implements it; it is of use for the length of the call. */
public interface PruningRound {

    /**
     * The share of entries that must be gone, those of earlier rounds included. It may be less than before only for a pruner
     * that {@linkplain Pruner#regrowth() regrows}.
     *
     * @return at least 0, less than 1
     */
    double sparsity();

    /**
     * The weights that the pruner is bound to.
     *
     * @return in the order of the binding
     */
    List<PrunableWeight> weights();

    /**
     * Where training stands.
     *
     * @return steps and epochs, so far and in all
     */
    TrainingProgress progress();

    /**
     * For pruners that draw.
     *
     * @return a stream of its own for each round, the same whenever the run is repeated
     */
    RandomGenerator random();

    /**
     * Tells the user of something that they would want to know, such as a matrix that is about to vanish. The same message is
     * told once in a run.
     *
     * @param message one sentence
     */
    void warn(String message);
}
