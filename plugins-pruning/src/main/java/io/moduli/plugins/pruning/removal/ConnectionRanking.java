package io.moduli.plugins.pruning.removal;

import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.SelfConnections;

/**
 * Ranks connections between the units of a layer by where they lead, and the entries of all other weights at random.
 *
 * @param random the ranking of other entries
 * @param keys the keys of connections
 */
record ConnectionRanking(Ranking random, Keys keys) implements Ranking {

    /** Computes the key of a connection. */
    @FunctionalInterface
    interface Keys {

        /** The key, as of {@link Ranking#key}. */
        int of(int weight, WeightShape shape, int row, int column);
    }

    @Override
    public int key(int weight, WeightShape shape, int row, int column, float value) {
        return SelfConnections.hasAny(shape)
                ? keys.of(weight, shape, row, column)
                : random.key(weight, shape, row, column, value);
    }

    @Override
    public boolean blind() {
        return true;
    }
}
