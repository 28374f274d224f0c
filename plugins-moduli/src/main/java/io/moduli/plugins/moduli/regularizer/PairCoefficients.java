package io.moduli.plugins.moduli.regularizer;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The coefficients c<sub>ij</sub> of a layer whose points stay fixed, in double precision, for any pair of its neurons. */
sealed interface PairCoefficients {

    /**
     * Those of some pairs.
     *
     * @param row the first neuron
     * @param columns the second neurons
     * @param out receives one coefficient for each column
     */
    void row(int row, int[] columns, double[] out);

    /** What is to be expected of a pair at a distance: where pairs were shuffled, the mean of all, at any distance. */
    double expected(double distance);

    /** What the settings ask for on these points. */
    static PairCoefficients of(ModuliSettings settings, NeuronPoints points) {
        PairCosts costs = PairCosts.of(settings.inhibitor(), settings.scale(), points.space(), points.table(),
                Loop.SERIAL);
        Geometry geometry = new Geometry(costs, points);
        return switch (settings.coefficients()) {
            case GEOMETRY -> geometry;
            case MEAN -> new Constant(mean(geometry.all()));
            case SHUFFLED -> new Table(points.count(), shuffled(geometry.all(), seed(points)));
        };
    }

    /** By the distance of the two neurons. */
    record Geometry(PairCosts costs, NeuronPoints points) implements PairCoefficients {

        @Override
        public void row(int row, int[] columns, double[] out) {
            points.space().distances(points.table(), row, columns, out);
            for (int k = 0; k < out.length; k++) {
                out[k] = costs.cost(out[k]);
            }
        }

        @Override
        public double expected(double distance) {
            return costs.cost(distance);
        }

        /** Those of all n² pairs, row by row. */
        private double[] all() {
            int count = points.count();
            double[] all = new double[Math.multiplyExact(count, count)];
            int[] columns = IntStream.range(0, count).toArray();
            double[] out = new double[count];
            for (int row = 0; row < count; row++) {
                row(row, columns, out);
                System.arraycopy(out, 0, all, row * count, count);
            }
            return all;
        }
    }

    /** The same for every pair. */
    record Constant(double value) implements PairCoefficients {

        @Override
        public void row(int row, int[] columns, double[] out) {
            Arrays.fill(out, value);
        }

        @Override
        public double expected(double distance) {
            return value;
        }
    }

    /** Looked up, row by row. */
    record Table(int count, double[] values) implements PairCoefficients {

        @Override
        public void row(int row, int[] columns, double[] out) {
            for (int k = 0; k < columns.length; k++) {
                out[k] = values[row * count + columns[k]];
            }
        }

        @Override
        public double expected(double distance) {
            return mean(values);
        }
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** A shuffle after Fisher and Yates, in place. */
    private static double[] shuffled(double[] values, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int last = values.length - 1; last > 0; last--) {
            int chosen = random.nextInt(last + 1);
            double swapped = values[last];
            values[last] = values[chosen];
            values[chosen] = swapped;
        }
        return values;
    }

    /** The points decide on the shuffle, so that whoever is given the same points back has the same coefficients back. */
    private static long seed(NeuronPoints points) {
        long seed = 0;
        for (double[] point : points.table()) {
            for (double coordinate : point) {
                seed = 31 * seed + Double.doubleToLongBits(coordinate);
            }
        }
        return seed;
    }
}
