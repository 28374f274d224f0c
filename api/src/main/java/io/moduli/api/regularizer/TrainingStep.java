package io.moduli.api.regularizer;

import java.util.function.IntConsumer;

/** Where training stands, and the threads to use. */
public interface TrainingStep {

    /** The number of the step in its stage, from 0. */
    long step();

    /** The number of the epoch in its stage, from 1. */
    int epoch();

    /** Calls the body for each index from 0 to count - 1, spread over the engine's threads, and waits for all. */
    void parallel(int count, IntConsumer body);
}
