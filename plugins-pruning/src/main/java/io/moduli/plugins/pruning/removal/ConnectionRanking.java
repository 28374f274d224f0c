package io.moduli.plugins.pruning.removal;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import java.util.List;

/**
 * Ranks connections between the units of a layer by where they lead, and the entries of all other weights at random.
 *
 * @param shapes those of the round's weights
 * @param random the ranking of other entries
 * @param keys the keys of connections
 */
record ConnectionRanking(List<WeightShape> shapes, Ranking random, Keys keys) implements Ranking {

    /** Computes the key of a connection. */
    @FunctionalInterface
    interface Keys {

        /**
         * The key, as of {@link Ranking#key}.
         *
         * @param weight the number of the weight in its round
         */
        int of(int weight, WeightShape shape, int row, int column);
    }

    /** The ranking of a round. */
    static Ranking of(PruningRound round, Ranking random, Keys keys) {
        return new ConnectionRanking(round.weights().stream().map(PrunableWeight::shape).toList(), random, keys);
    }

    @Override
    public int key(long entry, float value) {
        int weight = Ranking.weight(entry);
        WeightShape shape = shapes.get(weight);
        if (!SelfConnections.hasAny(shape)) {
            return random.key(entry, value);
        }
        long position = Ranking.position(entry);
        int columns = shape.columns();
        return keys.of(weight, shape, Math.toIntExact(position / columns), (int) (position % columns));
    }

    @Override
    public boolean blind() {
        return true;
    }
}
