package io.moduli.plugins.tasks.navigation;

import io.moduli.api.tensor.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where in the box each of some units is active: the mean of its activity over all visits to a square, as
 * neurophysiologists plot the firing of a recorded cell.
 */
final class RateMaps {

    private final Box box;
    private final int bins;
    private final long[] visits;
    private final double[][] sums;

    /**
     * @param box where positions are
     * @param units whose maps are made
     * @param bins squares along a side of the box
     */
    RateMaps(Box box, int units, int bins) {
        this.box = box;
        this.bins = bins;
        this.visits = new long[bins * bins];
        this.sums = new double[units][bins * bins];
    }

    /**
     * Adds activity.
     *
     * @param positions where the rats are, [2 × columns], x above y, in metres
     * @param activity of the units at these positions, [units × columns]
     */
    void add(Matrix positions, Matrix activity) {
        int[] squares = new int[positions.columns()];
        for (int column = 0; column < squares.length; column++) {
            // The first row of squares is the northernmost, as on a map.
            squares[column] = (bins - 1 - bin(positions.get(1, column))) * bins + bin(positions.get(0, column));
            visits[squares[column]]++;
        }
        for (int unit = 0; unit < sums.length; unit++) {
            for (int column = 0; column < squares.length; column++) {
                sums[unit][squares[column]] += activity.get(unit, column);
            }
        }
    }

    /** A unit and its map, [bins × bins], north at the top; NaN if no rat has been there. */
    record UnitMap(int unit, double[][] rates) {}

    /** The maps of the units that vary most from square to square, the one that varies most first. */
    List<UnitMap> mostVarying(int most) {
        double[] variances = IntStream.range(0, sums.length).mapToDouble(this::variance).toArray();
        return IntStream.range(0, sums.length).boxed()
                .sorted(Comparator.<Integer>comparingDouble(unit -> variances[unit]).reversed())
                .limit(most)
                .map(unit -> new UnitMap(unit, map(unit)))
                .toList();
    }

    private int bin(double coordinate) {
        return Math.clamp((long) Math.floor((coordinate + box.half()) / box.side() * bins), 0, bins - 1);
    }

    /** The variance of a unit's mean activity over the squares that were visited. */
    private double variance(int unit) {
        double[] visited = Arrays.stream(map(unit)).flatMapToDouble(Arrays::stream)
                .filter(rate -> !Double.isNaN(rate)).toArray();
        double mean = Arrays.stream(visited).average().orElse(0);
        return Arrays.stream(visited).map(rate -> (rate - mean) * (rate - mean)).average().orElse(0);
    }

    /** Mean activity, [bins × bins]; NaN if no rat has been there. */
    private double[][] map(int unit) {
        double[][] map = new double[bins][bins];
        for (int square = 0; square < visits.length; square++) {
            map[square / bins][square % bins] = visits[square] == 0 ? Double.NaN : sums[unit][square] / visits[square];
        }
        return map;
    }
}
