package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.math.ParallelLoop;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The cost of a pair of units as a function of their distance, once the quantities that depend on all pairs are known.
 *
 * @param inhibitor f
 * @param ceiling the maximum of f over all pairs; used only if the inhibitor is inverted
 */
record PairCosts(Inhibitor inhibitor, double ceiling) {

    /** The cost at a distance. */
    double cost(double distance) {
        return invert(inhibitor.value(distance));
    }

    /** The cost that belongs to a value of the inhibitor. */
    double invert(double value) {
        return inhibitor.inverted() ? ceiling - value : value;
    }

    /** The derivative of the cost with respect to the distance, the ceiling held fixed. */
    double slope(double distance) {
        double slope = inhibitor.derivative(distance);
        return inhibitor.inverted() ? -slope : slope;
    }

    /** The costs on a geometry; for an inverted inhibitor all pairs are evaluated once. */
    static PairCosts of(Inhibitor inhibitor, LayerGeometry geometry, ParallelLoop loop) {
        return new PairCosts(inhibitor, inhibitor.inverted() ? ceiling(inhibitor, geometry, loop) : 0);
    }

    private static double ceiling(Inhibitor inhibitor, LayerGeometry geometry, ParallelLoop loop) {
        int units = geometry.units();
        double[] maxima = new double[units];
        loop.forEachRowOfTriangle(units, row -> {
            double[] distances = new double[units - row];
            geometry.distances(row, IntStream.range(row, units).toArray(), distances);
            maxima[row] = Arrays.stream(distances).map(inhibitor::value).max().orElseThrow();
        });
        return Arrays.stream(maxima).max().orElseThrow();
    }
}
