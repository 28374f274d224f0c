package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.statistics.Condition;
import io.moduli.core.experiment.statistics.Conditions;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import java.util.ArrayList;
import java.util.List;

/** The figures of a metric in an experiment whose conditions are scattered over the axes, as a random search scatters them. */
final class SearchFigures {

    private static final int MOST_POINTS = 2000;

    private SearchFigures() {}

    /** A scatter plot over each axis that varies. */
    static List<Figure> of(ExperimentStatistics statistics, String metric) {
        Conditions conditions = statistics.conditions();
        List<Trial> trials = new ArrayList<>();
        for (Condition condition : conditions.all()) {
            for (TrialResult trial : condition.trials()) {
                if (trial.status() == TrialStatus.FINISHED) {
                    trial.metric(metric).ifPresent(value -> trials.add(new Trial(condition, value)));
                }
            }
        }
        List<Trial> shown = Thinning.evenly(trials, MOST_POINTS);
        String thinned = shown.size() < trials.size()
                ? " %d of %d trials are shown, evenly chosen.".formatted(shown.size(), trials.size())
                : "";
        List<Figure> figures = new ArrayList<>();
        if (shown.isEmpty()) {
            return figures;
        }
        for (int axis : Facet.varied(conditions)) {
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
                    "Each point is a trial; the other axes vary as well." + thinned,
                    new Plane(places.axis(), MetricFigures.yAxis(layers, metric), layers)));
        }
        return figures;
    }

    private record Trial(Condition condition, double value) {}
}
