package io.moduli.api.pruning;

import java.util.List;
import java.util.random.RandomGenerator;

/** One request for masks. The host implements it; it is valid during the call. */
public interface PruningRound {

    /**
     * The share of entries that must be removed, including those of earlier rounds. It may fall only for a pruner that
     * {@linkplain Pruner#regrowth() regrows}.
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
     * Random numbers, for pruners that need them.
     *
     * @return a stream of its own for each round, the same whenever the run is repeated
     */
    RandomGenerator random();

    /**
     * Warns the user, for instance about a matrix that is about to become empty. The same message is shown once in a run.
     *
     * @param message one sentence
     */
    void warn(String message);
}
