package io.moduli.plugins.tasks.navigation;

import io.moduli.api.task.Split;
import java.util.random.RandomGenerator;

/** Gives ways to go, which depend on the randomness alone. */
interface Motion {

    /**
     * The ways of some rats.
     *
     * @param split which of the ways, where there are not always new ones
     */
    Trajectories walk(Split split, int rats, int steps, RandomGenerator random);
}
