package io.moduli.core.report.drawing;

import io.moduli.api.report.Exhibit.Series;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Leaves of series what can be drawn. */
final class DrawableSeries {

    private DrawableSeries() {}

    /**
     * Drops points without a place on the first axis, and makes a gap of those without one on the second.
     *
     * @param positive whether the second axis has only places for numbers above 0
     * @return the series of which anything is left
     */
    static List<Series> of(List<Series> series, boolean positive) {
        return series.stream()
                .map(one -> drawable(one, positive))
                .filter(one -> Arrays.stream(one.y()).anyMatch(Double::isFinite))
                .toList();
    }

    private static Series drawable(Series series, boolean positive) {
        int[] placed = IntStream.range(0, series.x().length)
                .filter(index -> Double.isFinite(series.x()[index]))
                .filter(index -> series.line() || Double.isFinite(series.y()[index]))
                .toArray();
        double[] x = Arrays.stream(placed).mapToDouble(index -> series.x()[index]).toArray();
        double[] y = Arrays.stream(placed)
                .mapToDouble(index -> series.y()[index])
                .map(value -> Double.isFinite(value) && (!positive || value > 0) ? value : Double.NaN)
                .toArray();
        return new Series(series.name(), x, y, series.line());
    }
}
