package io.moduli.plugins.pruning.geometric;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.weight.ConnectionDistances;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Entries;
import io.moduli.plugins.pruning.ranking.Ranking;
import java.util.stream.IntStream;

/**
 * The scores of a weight's connections by the distances between what they connect, where the lowest is the first
 * choice. They are computed a row at a time; the last row is remembered.
 */
final class PairScores {

    private final GeometricPruner.Settings settings;
    private final WeightShape shape;
    private final Mask candidates;
    private final ConnectionDistances between;
    private final Ranking.AtRandom random;
    private final int[] columns;
    private final double[] distances;
    private final int[] keys;
    private int row = -1;

    /** @param seed the seed of random choices */
    PairScores(GeometricPruner.Settings settings, PrunableWeight weight, long seed) {
        this.settings = settings;
        this.shape = weight.shape();
        this.candidates = weight.mask();
        this.between = weight.weight().distances().orElseThrow();
        this.random = new Ranking.AtRandom(seed);
        this.columns = IntStream.range(0, shape.columns()).toArray();
        this.distances = new double[columns.length];
        this.keys = new int[columns.length];
    }

    /** The connections of some rows that may be chosen, by their cost. */
    Entries byCost(int firstRow, int endRow) {
        return visitor -> {
            for (int current = firstRow; current < endRow; current++) {
                compute(current);
                show(current, keys, visitor);
            }
        };
    }

    /** The same connections in random order. */
    Entries drawn(int firstRow, int endRow) {
        return visitor -> {
            int[] drawn = new int[columns.length];
            for (int current = firstRow; current < endRow; current++) {
                for (int column : columns) {
                    drawn[column] = settings.self().whenComing(
                            random.drawn(~number(current, column)), shape, current, column);
                }
                show(current, drawn, visitor);
            }
        };
    }

    private void show(int current, int[] shown, Entries.Visitor visitor) {
        int end = shape.columns();
        for (int column = candidates.nextKept(current, 0); column < end; column = candidates.nextKept(current,
                column + 1)) {
            visitor.visit(0, current, column, shown[column]);
        }
    }

    private void compute(int current) {
        if (current == row) {
            return;
        }
        row = current;
        between.ofRow(current, distances);
        for (int column : columns) {
            double cost = cost(settings, distances[column]);
            double score = settings.selection().isDrawn()
                    ? settings.selection().score(cost, (random.drawn(number(current, column)) + 0.5) / (1L << 31))
                    : cost;
            keys[column] = settings.self().whenComing(Ranking.ordered((float) score), shape, current, column);
        }
    }

    /** An inverted cost is used only up to a constant, which changes no choice. */
    static double cost(GeometricPruner.Settings settings, double distance) {
        return settings.inhibitor()
                .map(inhibitor -> inhibitor.inverted() ? -inhibitor.value(distance) : inhibitor.value(distance))
                .orElse(distance);
    }

    /** Gates that share have the same numbers. */
    private long number(int current, int column) {
        int shared = settings.gates() == GeometricPruner.Gates.SHARE ? current % shape.units() : current;
        return (long) shared * shape.columns() + column;
    }
}
