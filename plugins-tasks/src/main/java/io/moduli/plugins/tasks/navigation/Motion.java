package io.moduli.plugins.tasks.navigation;

import io.moduli.api.task.Split;
import java.util.random.RandomGenerator;

/** Generates trajectories, which depend only on the random numbers. */
interface Motion {

    /**
     * The trajectories of some rats.
     *
     * @param split the split to choose from, if there are not always new ones
     */
    Trajectories walk(Split split, int rats, int steps, RandomGenerator random);
}
