package io.moduli.plugins.pruning.geometric;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.weight.ConnectionDistances;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.plugins.pruning.ranking.LowestOfRow;
import io.moduli.plugins.pruning.ranking.Ranking;
import java.util.Arrays;

/**
 * The cheapest columns of a weight from each column and each row, in the order of their cost, of equals the first. A list is
 * made when it is first asked for, which takes a look at all columns, and kept for as long as the points stay where they
 * are; so a round costs as much as the neighbours that it looks at.
 */
final class Neighbours {

    private static final int FEWEST = 16;
    private static final int[] UNKNOWN = {};

    private final GeometricPruner.Settings settings;
    private final PlacedWeight weight;
    private final ConnectionDistances between;
    private final double[] distances;
    private final long moves;
    private final int[][] ofColumns;

    /** @param weight its points as they are now */
    Neighbours(GeometricPruner.Settings settings, PlacedWeight weight) {
        this.settings = settings;
        this.weight = weight;
        this.between = weight.distances().orElseThrow();
        this.distances = new double[weight.shape().columns()];
        this.moves = moves(weight);
        this.ofColumns = new int[distances.length][];
        Arrays.fill(ofColumns, UNKNOWN);
    }

    /** Whether these are still the neighbours of a weight: nothing has moved. */
    boolean holdsFor(PlacedWeight other) {
        return weight.shape().equals(other.shape()) && moves == moves(other);
    }

    private static long moves(PlacedWeight weight) {
        return weight.rowGeometry().map(LayerGeometry::version).orElse(0L)
                + weight.columnGeometry().map(LayerGeometry::version).orElse(0L);
    }

    /**
     * The cheapest columns from the unit or feature of a column, that column itself among them.
     *
     * @param count how many at least, up to all; there may be more
     */
    int[] ofColumn(int column, int count) {
        int needed = Math.min(count, distances.length);
        if (ofColumns[column].length < needed) {
            between.ofColumn(column, distances);
            ofColumns[column] = cheapest(Math.clamp(2L * needed, Math.min(FEWEST, distances.length), distances.length));
        }
        return ofColumns[column];
    }

    /** All columns from the unit or feature of a row. */
    int[] ofRow(int row) {
        between.ofRow(row, distances);
        return cheapest(distances.length);
    }

    private int[] cheapest(int count) {
        LowestOfRow lowest = new LowestOfRow(count);
        for (int column = 0; column < distances.length; column++) {
            lowest.see(column, Ranking.ordered((float) PairScores.cost(settings, distances[column])));
        }
        return lowest.ranked();
    }
}
