package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;

/**
 * The distances and costs of the stored pairs of points that move. All of it is in double precision, one number for each
 * slot of {@link SymmetricPairs}.
 *
 * <p>The same numbers come out for any number of threads: a neuron's sums are made by one thread, in the order of its
 * partners.
 */
final class LearnedGeometry {

    private final Inhibitor inhibitor;
    private final DistanceScale scale;
    private final NeuronPoints points;
    private final SymmetricPairs pairs;
    private final double[] distances;
    private final double[] values;
    private final double[] pulls;
    private PairCosts costs;

    LearnedGeometry(ModuliSettings settings, NeuronPoints points, SymmetricPairs pairs) {
        this.inhibitor = settings.inhibitor();
        this.scale = settings.scale();
        this.points = points;
        this.pairs = pairs;
        this.distances = new double[pairs.count()];
        this.values = new double[pairs.count()];
        this.pulls = new double[pairs.count()];
        this.costs = measure(Loop.SERIAL);
    }

    /** Measures all distances anew after points have moved. */
    void refresh(Loop loop) {
        costs = measure(loop);
    }

    SymmetricPairs pairs() {
        return pairs;
    }

    /** The coefficient of a slot's pair. */
    double cost(int slot) {
        return costs.invert(values[slot]);
    }

    /**
     * The Riemannian gradient of the sum of c<sub>ij</sub> m<sub>ij</sub> by every point, maximum and median held fixed.
     *
     * @param magnitudes m by slot: a sum of |w|<sup>p</sup> over the gates; 0 for what contributes nothing
     * @param gradients receives the gradients, [units][coordinates]
     */
    void gradients(double[] magnitudes, Loop loop, double[][] gradients) {
        loop.overTriangle(pairs.units(), unit -> {
            for (int slot = pairs.begin(unit); slot < pairs.begin(unit + 1); slot++) {
                if (pairs.partner(slot) > unit) {
                    int mirror = pairs.mirror(slot);
                    double both = magnitudes[slot] + magnitudes[mirror];
                    double pull = both == 0 ? 0 : both * costs.slope(distances[slot]);
                    pulls[slot] = pull;
                    pulls[mirror] = pull;
                }
            }
        });
        ModuliSpace space = points.space();
        double[][] table = points.table();
        loop.over(pairs.units(), unit -> {
            double[] sum = new double[space.coordinates()];
            double[] direction = new double[space.coordinates()];
            for (int slot = pairs.begin(unit); slot < pairs.begin(unit + 1); slot++) {
                double pull = pulls[slot];
                if (pull != 0) {
                    space.gradient(table[unit], table[pairs.partner(slot)], direction);
                    for (int k = 0; k < sum.length; k++) {
                        sum[k] += pull * direction[k];
                    }
                }
            }
            System.arraycopy(sum, 0, gradients[unit], 0, sum.length);
        });
    }

    private PairCosts measure(Loop loop) {
        ModuliSpace space = points.space();
        double[][] table = points.table();
        overPairs(loop, (unit, slot) -> distances[slot] = space.distance(table[unit], table[pairs.partner(slot)]),
                distances);
        if (!pairs.complete()) {
            PairCosts measured = PairCosts.of(inhibitor, scale, space, table, loop);
            evaluate(loop, measured.unit());
            return measured;
        }
        double unit = scale == DistanceScale.AS_IS ? 1 : PairCosts.unit(eachOnce());
        evaluate(loop, unit);
        return new PairCosts(inhibitor, unit, inhibitor.inverted() ? greatestValue() : 0);
    }

    private void evaluate(Loop loop, double unit) {
        overPairs(loop, (_, slot) -> values[slot] = inhibitor.value(distances[slot] / unit), values);
    }

    /** What computes a number of a pair by a unit and one of its slots. */
    @FunctionalInterface
    private interface PairBody {
        void compute(int unit, int slot);
    }

    /** Computes a number once for each pair and copies it to the pair's other slot. */
    private void overPairs(Loop loop, PairBody body, double[] numbers) {
        loop.overTriangle(pairs.units(), unit -> {
            for (int slot = pairs.begin(unit); slot < pairs.begin(unit + 1); slot++) {
                if (pairs.partner(slot) >= unit) {
                    body.compute(unit, slot);
                    numbers[pairs.mirror(slot)] = numbers[slot];
                }
            }
        });
    }

    private double[] eachOnce() {
        double[] once = new double[Math.toIntExact((long) pairs.units() * (pairs.units() - 1) / 2)];
        int count = 0;
        for (int unit = 0; unit < pairs.units(); unit++) {
            for (int slot = pairs.begin(unit); slot < pairs.begin(unit + 1); slot++) {
                if (pairs.partner(slot) > unit) {
                    once[count++] = distances[slot];
                }
            }
        }
        return once;
    }

    private double greatestValue() {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }
}
