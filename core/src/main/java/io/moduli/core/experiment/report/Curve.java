package io.moduli.core.experiment.report;

import io.moduli.core.experiment.statistics.Estimate;
import io.moduli.core.experiment.statistics.Interval;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import java.util.ArrayList;
import java.util.List;

/** Means in the order of epochs, each with its interval. */
final class Curve {

    private final List<Double> x = new ArrayList<>();
    private final List<Double> mean = new ArrayList<>();
    private final List<Double> low = new ArrayList<>();
    private final List<Double> high = new ArrayList<>();

    boolean isEmpty() { return x.isEmpty(); }

    /** Adds a mean. */
    void add(double at, Estimate estimate) {
        x.add(at);
        mean.add(estimate.mean());
        low.add(estimate.interval().map(Interval::low).orElse(Double.NaN));
        high.add(estimate.interval().map(Interval::high).orElse(Double.NaN));
    }

    /** Breaks the curve. */
    void gap(double at) {
        x.add(at);
        mean.add(Double.NaN);
        low.add(Double.NaN);
        high.add(Double.NaN);
    }

    /** The line of means. */
    Layer.Line line(String name, Look look) {
        return new Layer.Line(name, Points.numbers(x), Points.numbers(mean), look);
    }

    /**
     * The band of the intervals. If one reaches 0 or below although all means are positive, its lower end is half the
     * smallest mean, which logarithmic axes can show.
     */
    Layer.Band band(Look look) {
        double least = mean.stream().filter(Double::isFinite).mapToDouble(Double::doubleValue).min().orElse(0);
        double floor = least > 0 ? least / 2 : Double.NEGATIVE_INFINITY;
        return new Layer.Band(
                "", Points.numbers(x), low.stream().mapToDouble(end -> Math.max(end, floor)).toArray(),
                Points.numbers(high), look);
    }
}
