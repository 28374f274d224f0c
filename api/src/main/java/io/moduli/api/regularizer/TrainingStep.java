package io.moduli.api.regularizer;

import io.moduli.api.math.ParallelLoop;

/** Where training stands, and the threads to use. The host implements it. */
public interface TrainingStep extends ParallelLoop {

    /**
     * The number of the step in its stage.
     *
     * @return from 0
     */
    long step();

    /**
     * The number of the epoch in its stage.
     *
     * @return from 1
     */
    int epoch();
}
