package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The cost of a pair of neurons as a function of their distance, once what depends on all the pairs is known.
 *
 * @param inhibitor f
 * @param unit what distances are divided by before f sees them
 * @param ceiling the greatest value of f over all pairs; used only if the inhibitor is inverted
 */
record PairCosts(Inhibitor inhibitor, double unit, double ceiling) {

    /** The cost at a distance. */
    double cost(double distance) {
        return invert(inhibitor.value(distance / unit));
    }

    /** The cost that belongs to a value of the inhibitor. */
    double invert(double value) {
        return inhibitor.inverted() ? ceiling - value : value;
    }

    /** The derivative of the cost by the distance, unit and ceiling held fixed. */
    double slope(double distance) {
        double slope = inhibitor.derivative(distance / unit) / unit;
        return inhibitor.inverted() ? -slope : slope;
    }

    /** The costs for these points, from one look at all their pairs. */
    static PairCosts of(Inhibitor inhibitor, DistanceScale scale, ModuliSpace space, double[][] points, Loop loop) {
        double unit = scale == DistanceScale.AS_IS ? 1 : unit(distances(space, points, loop));
        double ceiling = inhibitor.inverted() ? ceiling(inhibitor, unit, space, points, loop) : 0;
        return new PairCosts(inhibitor, unit, ceiling);
    }

    /**
     * The unit that makes the median 1; 1 itself where there is no pair or the median is 0.
     *
     * @param distances those of all pairs of different neurons, each pair once; reordered
     */
    static double unit(double[] distances) {
        double median = distances.length == 0 ? 0 : Median.of(distances);
        return median > 0 ? median : 1;
    }

    private static double[] distances(ModuliSpace space, double[][] points, Loop loop) {
        int count = points.length;
        double[] all = new double[Math.toIntExact((long) count * (count - 1) / 2)];
        loop.over(count, row -> {
            double[] following = following(space, points, row);
            // Row i is preceded by i rows, the shortest of which has count - i entries.
            int begin = (int) ((long) row * (2L * count - row - 1) / 2);
            System.arraycopy(following, 1, all, begin, count - row - 1);
        });
        return all;
    }

    private static double ceiling(
            Inhibitor inhibitor, double unit, ModuliSpace space, double[][] points, Loop loop) {
        double[] greatest = new double[points.length];
        loop.over(points.length, row -> greatest[row] = Arrays.stream(following(space, points, row))
                .map(distance -> inhibitor.value(distance / unit))
                .max()
                .orElseThrow());
        return Arrays.stream(greatest).max().orElseThrow();
    }

    /** The distances of a point to itself and to those after it. */
    private static double[] following(ModuliSpace space, double[][] points, int row) {
        double[] distances = new double[points.length - row];
        space.distances(points, row, IntStream.range(row, points.length).toArray(), distances);
        return distances;
    }
}
