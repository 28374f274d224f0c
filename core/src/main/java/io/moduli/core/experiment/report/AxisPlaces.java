package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.AxisValue;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Axis.Scale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the values of an axis lie in a figure: numbers at their positions, other values side by side. Series are offset
 * a little from each other, so that none hides another.
 */
final class AxisPlaces {

    /** The offset between neighbouring series, as a share of the distance between two values. */
    private static final double SERIES_SHARE = 0.09;
    /** At most this share of the range of numbers, since a number has a place of its own. */
    private static final double RANGE_SHARE = 0.012;
    /** How far beside its mean a trial lies, as a share of that: less than half of it where another series lies there. */
    private static final double BESIDE = 0.4;
    private static final double BESIDE_ONLY_SERIES = 1.2;

    private final Axis axis;
    private final Map<String, Double> places = new HashMap<>();
    private final double unit;

    private AxisPlaces(ResultAxis axis, List<String> labels) {
        boolean numbers = axis.numeric();
        this.axis = !numbers ? Axis.named(axis.name(), labels)
                : Axis.of(axis.name(), "").on(axis.logarithmic() ? Scale.LOGARITHMIC : Scale.FITTED);
        Map<String, Double> numberOf = new HashMap<>();
        for (AxisValue value : axis.values()) {
            Double number = value.number();
            if (number != null) {
                numberOf.put(value.label(), number);
            }
        }
        for (int index = 0; index < labels.size(); index++) {
            places.put(labels.get(index), numbers ? numberOf.getOrDefault(labels.get(index), 0.0) : index);
        }
        unit = numbers ? Math.min(SERIES_SHARE * leastDistance(), RANGE_SHARE * range())
                : SERIES_SHARE * leastDistance();
    }

    /** @param labels the labels that are shown, in order */
    static AxisPlaces of(ResultAxis axis, List<String> labels) {
        return new AxisPlaces(axis, labels);
    }

    /** The figure's axis. */
    Axis axis() {
        return axis;
    }

    private boolean logarithmic() {
        return axis.scale() == Scale.LOGARITHMIC;
    }

    private double[] sorted() {
        return places.values().stream().mapToDouble(place -> logarithmic() ? Math.log(place) : place).sorted()
                .toArray();
    }

    private double range() {
        double[] sorted = sorted();
        return sorted[sorted.length - 1] - sorted[0];
    }

    private double leastDistance() {
        double[] sorted = sorted();
        double least = Double.POSITIVE_INFINITY;
        for (int index = 1; index < sorted.length; index++) {
            double distance = sorted[index] - sorted[index - 1];
            least = distance > 0 ? Math.min(least, distance) : least;
        }
        return Double.isInfinite(least) ? 0 : least;
    }

    /** The position of a single trial: a little beside the mean, whose interval would hide it. */
    double beside(String label, int series, int allSeries) {
        return of(label, series + (allSeries == 1 ? BESIDE_ONLY_SERIES : BESIDE), allSeries);
    }

    /** The position of a value in one of several series. */
    double of(String label, double series, int allSeries) {
        double place = places.getOrDefault(label, Double.NaN);
        double shift = unit * (series - (allSeries - 1) / 2.0);
        return logarithmic() ? place * Math.exp(shift) : place + shift;
    }
}
