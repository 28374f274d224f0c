package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.statistics.Condition;
import io.moduli.core.experiment.statistics.Conditions;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.ParallelCoordinates;
import io.moduli.core.report.figure.Plane;
import java.util.ArrayList;
import java.util.List;

/** The figures of a metric in an experiment whose conditions are scattered over the axes, as a random search scatters them. */
final class SearchFigures {

    private static final int MOST_POINTS = 2000;
    private static final int MOST_LINES = 400;

    private SearchFigures() {}

    /** Parallel coordinates of all axes that vary, and a scatter plot over each of them. */
    static List<Figure> of(ExperimentStatistics statistics, String metric) {
        Conditions conditions = statistics.conditions();
        List<Trial> trials = new ArrayList<>();
        for (Condition condition : conditions.all()) {
            for (TrialResult trial : condition.trials()) {
                if (trial.status() == TrialStatus.FINISHED) {
                    trial.metric(metric)
                            .ifPresent(value -> trials.add(new Trial("trial " + trial.number(), condition, value)));
                }
            }
        }
        List<Trial> shown = Thinning.evenly(trials, MOST_POINTS);
        List<Figure> figures = new ArrayList<>();
        String unit = MetricFigures.unit(statistics, metric);
        if (shown.isEmpty()) {
            return figures;
        }
        List<Integer> varied = Facet.varied(conditions);
        if (varied.size() > 1) {
            figures.add(parallel(conditions, varied, Thinning.evenly(trials, MOST_LINES), trials.size(), metric,
                    unit));
        }
        for (int axis : varied) {
            AxisPlaces places = AxisPlaces.of(conditions.axes().get(axis), Facet.labels(conditions, axis));
            int column = axis;
            List<Layer> layers = List.of(new Layer.Dots(
                    "trial", shown.stream().mapToDouble(
                            trial -> places.of(trial.condition().labels().get(column), 0, 1)).toArray(),
                    shown.stream().mapToDouble(Trial::value).toArray(),
                    shown.size() > 100 ? Look.faint(0) : Look.solid(0)));
            String name = conditions.axes().get(axis).name();
            figures.add(new Chart(
                    MetricFigures.slug(metric + "-over-" + name), metric + " over " + name,
                    "Each point is a trial; the other axes vary as well." + thinned(shown.size(), trials.size()),
                    new Plane(places.axis(), MetricFigures.yAxis(layers, metric, unit), layers)));
        }
        return figures;
    }

    private static Figure parallel(
            Conditions conditions, List<Integer> varied, List<Trial> shown, int all, String metric,
            String unit) {
        List<Axis> axes = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int column : varied) {
            AxisPlaces places = AxisPlaces.of(conditions.axes().get(column), Facet.labels(conditions, column));
            axes.add(places.axis());
            values.add(shown.stream().mapToDouble(trial -> places.of(trial.condition().labels().get(column), 0, 1))
                    .toArray());
        }
        double[] reached = shown.stream().mapToDouble(Trial::value).toArray();
        axes.add(MetricFigures.axis(reached, metric, unit));
        values.add(reached);
        return new ParallelCoordinates(
                MetricFigures.slug(metric + "-in-parallel"), metric + " and all axes",
                "Each line is a trial, from its values on the axes to the metric at the bottom, which its colour shows."
                        + thinned(shown.size(), all),
                shown.stream().map(Trial::name).toList(), axes, values);
    }

    private static String thinned(int shown, int all) {
        return shown < all ? " %d of %d trials are shown, evenly chosen.".formatted(shown, all) : "";
    }

    private record Trial(String name, Condition condition, double value) {}
}
