package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.statistics.Interval;
import io.moduli.core.experiment.statistics.MetricRow;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The points of a series: means, their intervals, and the trials that they are the means of. */
final class Points {

    private final List<Double> meanX = new ArrayList<>();
    private final List<Double> meanY = new ArrayList<>();
    private final List<Double> intervalX = new ArrayList<>();
    private final List<Double> low = new ArrayList<>();
    private final List<Double> high = new ArrayList<>();
    private final List<double[]> trials = new ArrayList<>();

    /**
     * Adds a condition.
     *
     * @param x where its mean lies
     * @param beside where its trials lie
     */
    void add(MetricRow row, String metric, double x, double beside) {
        row.estimate().ifPresent(estimate -> {
            meanX.add(x);
            meanY.add(estimate.mean());
            if (estimate.interval().isPresent()) {
                Interval interval = estimate.interval().get();
                intervalX.add(x);
                low.add(interval.low());
                high.add(interval.high());
            }
        });
        if (row.n() > 1) {
            for (TrialResult trial : row.condition().trials()) {
                if (trial.status() == TrialStatus.FINISHED) {
                    trial.metric(metric).ifPresent(value -> trials.add(new double[] {beside, value}));
                }
            }
        }
    }

    /**
     * The layers of the series.
     *
     * @param joined whether a line joins the means
     * @param mostTrials the maximum number of trials; of more, some are chosen evenly
     * @param single receives the layers in the background
     * @param means receives the layers in front
     */
    void layers(String name, int colour, boolean joined, int mostTrials, List<Layer> single, List<Layer> means) {
        if (meanX.isEmpty()) {
            return;
        }
        List<double[]> shown = Thinning.evenly(trials, mostTrials);
        single.add(new Layer.Dots(
                "", shown.stream().mapToDouble(point -> point[0]).toArray(),
                shown.stream().mapToDouble(point -> point[1]).toArray(), Look.faint(colour)));
        Look look = Look.solid(colour);
        means.add(new Layer.Errors("", numbers(intervalX), numbers(low), numbers(high), look));
        means.add(joined
                ? new Layer.Line(name, numbers(meanX), numbers(meanY), look)
                : new Layer.Dots(name, numbers(meanX), numbers(meanY), look));
    }

    /** Numbers as an array. */
    static double[] numbers(Collection<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
