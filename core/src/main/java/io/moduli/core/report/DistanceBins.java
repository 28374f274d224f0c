package io.moduli.core.report;

import io.moduli.api.weight.ConnectionDistances;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The entries of a weight by the distance between what they connect, in bins of equal width from 0 to the maximum distance.
 * All entries count, including those of all gates and self-connections; of a weight that leads to more than 4,096 units, those
 * that lead to 1,024 of them, evenly spread over their numbers.
 *
 * @param looked how many units were sampled
 * @param width the width of a bin, in the geometry's unit of length
 * @param entries how many entries fall into each bin
 * @param kept how many of them survive
 * @param sizes the sum of their magnitudes
 * @param magnitudes the magnitudes of the surviving ones
 */
record DistanceBins(int looked, double width, long[] entries, long[] kept, double[] sizes,
        List<MagnitudeCounts> magnitudes) {

    /** Up to this many units, all pairs are used. */
    private static final int MOST_UNITS = 4096;

    private static final int LOOKED = 1024;

    /** Sorts the entries of a weight into bins. */
    static DistanceBins of(Parameter weight, ConnectionDistances connections, int count) {
        WeightShape shape = weight.weight().orElseThrow();
        int units = shape.units();
        double[] distances = new double[shape.columns()];
        int looked = units <= MOST_UNITS ? units : LOOKED;
        double farthest = 0;
        for (int number = 0; number < looked; number++) {
            connections.ofRow(sampled(number, looked, units), distances);
            farthest = Math.max(farthest, Arrays.stream(distances).max().orElseThrow());
        }
        // If all points coincide, a width of 1 keeps them in the first bin.
        DistanceBins bins = new DistanceBins(
                looked, farthest > 0 ? farthest / count : 1, new long[count], new long[count], new double[count],
                Stream.generate(MagnitudeCounts::new).limit(count).toList());
        for (int number = 0; number < looked; number++) {
            int unit = sampled(number, looked, units);
            connections.ofRow(unit, distances);
            for (int gate = 0; gate < shape.gates(); gate++) {
                bins.addRow(weight, gate * units + unit, distances);
            }
        }
        return bins;
    }

    private static int sampled(int number, int looked, int units) {
        return (int) ((long) number * units / looked);
    }

    private void addRow(Parameter weight, int row, double[] distances) {
        for (double distance : distances) {
            entries[bin(distance)]++;
        }
        weight.forEachKept(row, (column, value) -> {
            int bin = bin(distances[column]);
            kept[bin]++;
            magnitudes.get(bin).add(value);
            sizes[bin] += Math.abs(value);
        });
    }

    private int bin(double distance) {
        return Math.min((int) (distance / width), entries.length - 1);
    }

    /** The edges of the bins, one more than there are bins. */
    double[] edges() {
        return IntStream.rangeClosed(0, entries.length).mapToDouble(bin -> bin * width).toArray();
    }

    /** A quantile of the magnitudes of each bin's surviving entries; NaN for a bin without any. */
    double[] quantiles(double share) {
        return magnitudes.stream().mapToDouble(bin -> bin.quantile(share)).toArray();
    }

    /** The distances in the middle of the bins. */
    double[] centres() {
        return IntStream.range(0, entries.length).mapToDouble(bin -> (bin + 0.5) * width).toArray();
    }

    /** The mean magnitude of the entries of each bin, a removed one counting as 0; not-a-number for an empty bin. */
    double[] meanSizes() {
        return IntStream.range(0, entries.length).mapToDouble(bin -> sizes[bin] / entries[bin]).toArray();
    }

    /** The share of each bin's entries that survives, from 0 to 1; not-a-number for an empty bin. */
    double[] shares() {
        return IntStream.range(0, entries.length)
                .mapToDouble(bin -> (double) kept[bin] / entries[bin])
                .toArray();
    }
}
