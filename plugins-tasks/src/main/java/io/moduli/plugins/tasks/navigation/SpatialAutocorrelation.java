package io.moduli.plugins.tasks.navigation;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The correlation of a rate map with itself at every shift, and how hexagonal it is (Hafting et al., 2005; Sargolini et al.,
 * 2006).
 *
 * @param values Pearson's correlation, [2 · bins - 1][2 · bins - 1], with no shift in the middle; NaN if fewer than 20
 *     squares overlap or their rates do not vary
 */
record SpatialAutocorrelation(double[][] values) {

    private static final int LEAST_OVERLAP = 20;
    /** The minimum inner radius of the ring, in squares. */
    private static final int LEAST_INNER = 2;

    /**
     * The autocorrelation of a map.
     *
     * @param rates [bins][bins]; not-a-number if there is none
     */
    static SpatialAutocorrelation of(double[][] rates) {
        int bins = rates.length;
        double[][] values = new double[2 * bins - 1][2 * bins - 1];
        for (int down = 1 - bins; down < bins; down++) {
            for (int right = 1 - bins; right < bins; right++) {
                values[down + bins - 1][right + bins - 1] = shifted(rates, down, right);
            }
        }
        return new SpatialAutocorrelation(values);
    }

    private static double shifted(double[][] rates, int down, int right) {
        Correlation correlation = new Correlation();
        int bins = rates.length;
        for (int row = Math.max(0, -down); row < Math.min(bins, bins - down); row++) {
            for (int column = Math.max(0, -right); column < Math.min(bins, bins - right); column++) {
                correlation.add(rates[row][column], rates[row + down][column + right]);
            }
        }
        return correlation.count >= LEAST_OVERLAP ? correlation.value() : Double.NaN;
    }

    /**
     * The grid score: the smaller of the correlations of a ring around the middle with itself turned by 60 and 120 degrees, less
     * the largest of those at 30, 90 and 150 degrees. The ring begins where the mean correlation by distance has its first
     * minimum, so that the peak in the middle does not count; of the rings that end from there to the edge, the one with
     * the largest score counts, since it is not known how far the lattice reaches.
     *
     * @return from -2 to 2; not-a-number if there is no ring, as for a map that varies nowhere
     */
    double gridScore() {
        int most = values.length / 2;
        double[] byDistance = IntStream.rangeClosed(0, most).mapToDouble(this::meanAt).toArray();
        int inner = LEAST_INNER;
        while (inner < most && !(byDistance[inner] <= byDistance[inner + 1])) {
            inner++;
        }
        int from = inner;
        return IntStream.rangeClosed(inner + LEAST_INNER, most).mapToDouble(outer -> score(from, outer))
                .filter(Double::isFinite).max().orElse(Double.NaN);
    }

    private double score(int inner, int outer) {
        IntToDoubleFunction turned = degrees -> turned(Math.toRadians(degrees), inner, outer);
        return Math.min(turned.applyAsDouble(60), turned.applyAsDouble(120))
                - IntStream.of(30, 90, 150).mapToDouble(turned).max().orElseThrow();
    }

    /** The correlation of the ring from inner to outer with itself, turned; between squares rates are interpolated. */
    private double turned(double angle, int inner, int outer) {
        Correlation correlation = new Correlation();
        int middle = values.length / 2;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (int row = -outer; row <= outer; row++) {
            for (int column = -outer; column <= outer; column++) {
                double distance = Math.hypot(row, column);
                if (distance >= inner && distance <= outer) {
                    correlation.add(
                            values[middle + row][middle + column],
                            between(middle + sine * column + cosine * row, middle + cosine * column - sine * row));
                }
            }
        }
        return correlation.value();
    }

    /** The value at a place, by its four neighbours; not-a-number if one of them is missing. */
    private double between(double row, double column) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double down = row - top;
        double right = column - left;
        return (1 - down) * ((1 - right) * at(top, left) + right * at(top, left + 1))
                + down * ((1 - right) * at(top + 1, left) + right * at(top + 1, left + 1));
    }

    private double at(int row, int column) {
        return row < 0 || column < 0 || row >= values.length || column >= values.length
                ? 0
                : values[row][column];
    }

    private double meanAt(int distance) {
        int middle = values.length / 2;
        return IntStream.range(0, values.length).boxed()
                .flatMapToDouble(row -> IntStream.range(0, values.length)
                        .filter(column -> Math.round(Math.hypot(row - middle, column - middle)) == distance)
                        .mapToDouble(column -> values[row][column]))
                .filter(Double::isFinite).average().orElse(Double.NaN);
    }

    /** Sums of pairs of numbers of which both are there. */
    private static final class Correlation {

        private long count;
        private double a;
        private double b;
        private double aa;
        private double bb;
        private double ab;

        void add(double first, double second) {
            if (Double.isFinite(first) && Double.isFinite(second)) {
                count++;
                a += first;
                b += second;
                aa += first * first;
                bb += second * second;
                ab += first * second;
            }
        }

        /** Pearson's correlation; not-a-number if one of the numbers does not vary. */
        double value() {
            double varianceA = count * aa - a * a;
            double varianceB = count * bb - b * b;
            double least = 1e-9 * count * Math.sqrt(aa * bb);
            return varianceA > least && varianceB > least
                    ? Math.clamp((count * ab - a * b) / Math.sqrt(varianceA * varianceB), -1, 1)
                    : Double.NaN;
        }
    }
}
