package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.math.ParallelLoop;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/** The coefficients c<sub>ij</sub> of a layer, in double precision, for any pair of its units. */
sealed interface PairCoefficients {

    /** The maximum number of units whose coefficients can be shuffled: those of all pairs are kept in an array. */
    int MOST_SHUFFLED = 32_768;

    /**
     * Those of some pairs.
     *
     * @param row the first unit
     * @param columns the second units
     * @param out receives one coefficient for each column
     */
    void row(int row, int[] columns, double[] out);

    /** The expected coefficient of a pair at a distance: if pairs were shuffled, the mean of all, at any distance. */
    double expected(double distance);

    /** The coefficients that the settings give on a geometry. */
    static PairCoefficients of(ModuliSettings settings, LayerGeometry geometry, ParallelLoop loop) {
        ByDistance byDistance = new ByDistance(PairCosts.of(settings.inhibitor(), geometry, loop), geometry);
        PairCoefficients all = switch (settings.coefficients()) {
            case GEOMETRY -> byDistance;
            case MEAN -> new Constant(byDistance.mean());
            case SHUFFLED -> Table.of(geometry.units(), shuffled(byDistance.all(), seed(geometry)));
        };
        return settings.self() == SelfConnections.KEEP ? new BetweenDifferent(all) : all;
    }

    /** Those of the stored entries of a matrix. */
    default EntryCoefficients coefficients(StoredEntries entries, ParallelLoop loop) {
        EntryCoefficients prepared = EntryCoefficients.of(entries);
        int units = entries.shape().units();
        loop.forEach(entries.distinctRows(), row -> {
            int[] columns = entries.columns(row);
            double[] out = new double[columns.length];
            row(row % units, columns, out);
            for (int k = 0; k < out.length; k++) {
                prepared.values()[prepared.offset(row) + k] = (float) out[k];
            }
        });
        return prepared;
    }

    /** Coefficients by the distance of the two units. */
    record ByDistance(PairCosts costs, LayerGeometry geometry) implements PairCoefficients {

        @Override
        public void row(int row, int[] columns, double[] out) {
            geometry.distances(row, columns, out);
            for (int k = 0; k < out.length; k++) {
                out[k] = costs.cost(out[k]);
            }
        }

        @Override
        public double expected(double distance) {
            return costs.cost(distance);
        }

        /** The mean of all n² pairs. */
        private double mean() {
            double[] sum = new double[1];
            forEachRow((coefficients, _) -> {
                for (double coefficient : coefficients) {
                    sum[0] += coefficient;
                }
            });
            return sum[0] / ((double) geometry.units() * geometry.units());
        }

        /** Those of all n² pairs, row by row; there are at most {@link #MOST_SHUFFLED} units. */
        private double[] all() {
            int count = geometry.units();
            double[] all = new double[count * count];
            forEachRow((coefficients, row) -> System.arraycopy(coefficients, 0, all, row * count, count));
            return all;
        }

        private void forEachRow(ObjIntConsumer<double[]> consumer) {
            int count = geometry.units();
            int[] columns = IntStream.range(0, count).toArray();
            double[] out = new double[count];
            for (int row = 0; row < count; row++) {
                row(row, columns, out);
                consumer.accept(out, row);
            }
        }
    }

    /** Those of pairs of different units; a unit and itself cost nothing. */
    record BetweenDifferent(PairCoefficients all) implements PairCoefficients {

        @Override
        public void row(int row, int[] columns, double[] out) {
            all.row(row, columns, out);
            for (int k = 0; k < columns.length; k++) {
                out[k] = columns[k] == row ? 0 : out[k];
            }
        }

        @Override
        public double expected(double distance) {
            return all.expected(distance);
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

        @Override
        public EntryCoefficients coefficients(StoredEntries entries, ParallelLoop loop) {
            return EntryCoefficients.constant(value, entries.shape());
        }
    }

    /** Looked up, row by row. */
    record Table(int count, double[] values, double mean) implements PairCoefficients {

        static Table of(int count, double[] values) {
            return new Table(count, values, Arrays.stream(values).average().orElseThrow());
        }

        @Override
        public void row(int row, int[] columns, double[] out) {
            for (int k = 0; k < columns.length; k++) {
                out[k] = values[row * count + columns[k]];
            }
        }

        @Override
        public double expected(double distance) {
            return mean;
        }
    }

    /** A Fisher–Yates shuffle, in place. */
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

    /** The shuffle depends on the points, so that restoring the same points gives the same coefficients. */
    private static long seed(LayerGeometry geometry) {
        long seed = 0;
        for (int unit = 0; unit < geometry.units(); unit++) {
            for (double coordinate : geometry.point(unit)) {
                seed = 31 * seed + Double.doubleToLongBits(coordinate);
            }
        }
        return seed;
    }
}
