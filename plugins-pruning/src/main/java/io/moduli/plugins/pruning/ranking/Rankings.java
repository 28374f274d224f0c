package io.moduli.plugins.pruning.ranking;

import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.WeightShape;

/** Creates the ranking of each round. */
@FunctionalInterface
public interface Rankings {

    /** The ranking of a round. */
    Ranking of(PruningRound round);

    /**
     * Checks, before the first round, that a weight can be ranked.
     *
     * @throws io.moduli.api.settings.SettingException if it cannot
     */
    default void require(WeightShape shape) {}
}
