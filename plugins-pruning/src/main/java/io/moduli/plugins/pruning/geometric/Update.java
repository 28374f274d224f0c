package io.moduli.plugins.pruning.geometric;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.plugins.pruning.setting.Rounds;

/** What happens to the chosen connections during training. */
public sealed interface Update {

    /** They stay as they are. */
    @Description("The connections stay as they were chosen")
    record None() implements Update {}

    /**
     * Each unit drops its smallest connections and grows the same number near the strongest.
     *
     * @param dropFraction the share of its connections that a unit replaces at first; falls to 0 along half a cosine
     * @param cadence when this happens
     */
    @Description("Units drop their smallest connections and grow others to the neighbours of the units that they are most strongly connected to")
    record Regrow(
            @Description("Share of its connections that every unit replaces at first; falls to 0 along half a cosine") @Default("0.3") @Range(min = 0, max = 1) double dropFraction,
            @Description("When connections move, in steps or epochs") @Default("{ type = steps, every = 100, until = 0.75 }") Rounds cadence)
            implements Update {}
}
