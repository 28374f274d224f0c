package io.moduli.plugins.pruning;

import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/** What becomes of chosen connections while the network trains. */
public sealed interface Update {

    /** They stay as they are. */
    @Description("The connections stay as they were chosen")
    record None() implements Update {}

    /**
     * Each unit drops its smallest connections and grows as many others near the strongest.
     *
     * @param dropFraction the share of its connections that a unit replaces at first; falls to 0 along half a cosine
     * @param steps training steps from one round to the next
     * @param until the share of all training steps after which nothing is replaced any more
     */
    @Description("Units drop their smallest connections and grow others to the neighbours of the units that they are most strongly connected to")
    record Regrow(
            @Description("Share of its connections that every unit replaces at first; falls to 0 along half a cosine") @Default("0.3") @Range(min = 0, max = 1) double dropFraction,
            @Description("Training steps from one round to the next") @Default("100") @Range(min = 1) int steps,
            @Description("Share of all training steps after which nothing is replaced any more") @Default("0.75") @Range(min = 0, max = 1) double until)
            implements Update {}

    /**
     * A share that falls to 0 along half a cosine: {@code first / 2 · (1 + cos(π t / end))} at step t.
     *
     * @param first the share at step 0
     * @param until the end, as a share of all training steps; the share is 0 from there on
     */
    static double cosine(double first, double until, TrainingProgress progress) {
        double end = until * progress.allSteps();
        return progress.steps() < end ? first / 2 * (1 + Math.cos(Math.PI * progress.steps() / end)) : 0;
    }
}
