package io.moduli.core.experiment.report;

import io.moduli.core.experiment.report.RunCurves.Number;
import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.statistics.Condition;
import io.moduli.core.experiment.statistics.Conditions;
import io.moduli.core.experiment.statistics.Estimate;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.experiment.statistics.Interval;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import io.moduli.core.run.MetricsHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * How training went: for each condition the mean of its trials after each epoch, with a band of the interval of that mean. Stages
 * follow each other on one axis; a trial with fewer epochs contributes to those that it has.
 */
final class LearningCurves {

    private static final int MOST_FACETS = 4;
    private static final int MOST_TRIALS = 50;
    private static final int MOST_SCATTERED = 24;

    private final ExperimentStatistics statistics;
    private final RunCurves runs;
    private final List<Figure> figures = new ArrayList<>();

    /** @param folder the experiment's folder, which runs are relative to */
    LearningCurves(Path folder, ExperimentStatistics statistics) {
        this.statistics = statistics;
        runs = new RunCurves(folder);
    }

    /** Runs under a name. */
    private record Group(String name, List<MetricsHistory> runs) {}

    /** The figures; none if no run trained. */
    List<Figure> all() {
        Conditions conditions = statistics.conditions();
        if (!Facet.isGrid(conditions)) {
            scattered();
            return figures;
        }
        List<Integer> varied = Facet.varied(conditions);
        Map<List<String>, Condition> byLabels = conditions.byLabels();
        int series = MetricFigures.series(conditions, varied, Facet.NONE);
        if (series == Facet.NONE) {
            List<Condition> shown = Thinning.evenly(conditions.all(), MetricFigures.MOST_SERIES);
            figures("", shown.stream()
                    .map(condition -> group(conditions.describe(condition.labels()), condition)).toList(),
                    conditions.all().size() > shown.size()
                            ? " %d of %d conditions, evenly chosen.".formatted(shown.size(), conditions.all().size())
                            : "");
            return figures;
        }
        List<Facet> facets = Facet.of(conditions, series, Facet.NONE);
        for (Facet facet : facets.subList(0, Math.min(MOST_FACETS, facets.size()))) {
            List<Group> groups = new ArrayList<>();
            for (String label : Facet.labels(conditions, series)) {
                Optional.ofNullable(byLabels.get(facet.at(label, "")))
                        .ifPresent(condition -> groups.add(group(label, condition)));
            }
            figures(facet.describe(conditions), groups, facets.size() > MOST_FACETS
                    ? " These are the first %d of %d combinations of the other axes.".formatted(
                            MOST_FACETS, facets.size())
                    : "");
        }
        return figures;
    }

    /** What could not be read. */
    List<String> problems() {
        return runs.problems();
    }

    private void scattered() {
        List<TrialResult> shown = Thinning.evenly(statistics.results().trials(), MOST_SCATTERED);
        List<Group> groups = shown.stream()
                .map(trial -> new Group("trial " + trial.number(), runs.of(trial).stream().toList())).toList();
        figures("", groups, shown.size() < statistics.results().trials().size()
                ? " %d of %d trials, evenly chosen.".formatted(shown.size(), statistics.results().trials().size())
                : "");
    }

    private Group group(String name, Condition condition) {
        return new Group(name, Thinning.evenly(condition.trials(), MOST_TRIALS).stream()
                .flatMap(trial -> runs.of(trial).stream()).toList());
    }

    private void figures(String fixed, List<Group> groups, String omitted) {
        for (Number number : Number.values()) {
            figure(number, fixed, groups, omitted);
        }
    }

    private void figure(Number number, String fixed, List<Group> groups, String omitted) {
        List<MetricsHistory> all = groups.stream().flatMap(group -> group.runs().stream()).toList();
        SequencedMap<Integer, Integer> begins = begins(all);
        List<Layer> bands = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        boolean many = groups.size() > MetricFigures.MOST_SERIES;
        for (int colour = 0; colour < groups.size(); colour++) {
            Curve curve = curve(number, groups.get(colour).runs(), begins);
            if (!curve.isEmpty()) {
                Look look = Look.solid(many ? Look.GREY : colour);
                bands.add(curve.band(look));
                lines.add(curve.line(many ? "trial" : groups.get(colour).name(), look));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        List<Layer> layers = new ArrayList<>();
        begins.forEach((stage, at) -> layers.add(new Layer.Beginning(RunCurves.stageName(all, stage), at)));
        layers.addAll(bands);
        layers.addAll(lines);
        figures.add(new Chart(
                MetricFigures.slug("learning-%s-%d".formatted(number.label(), figures.size() + 1)),
                number.label() + " by epoch" + (fixed.isEmpty() ? "" : ", " + fixed),
                "Means of the trials, with bands of the %d %% interval of the mean where there are two trials or more.%s"
                        .formatted(Interval.PERCENT, omitted),
                new Plane(
                        Axis.fromZero("training, all stages", "epochs"),
                        MetricFigures.yAxis(layers, number.label(), MetricFigures.DIMENSIONLESS),
                        layers)));
    }

    /** After how many epochs each stage begins, in the longest run. */
    private static SequencedMap<Integer, Integer> begins(List<MetricsHistory> runs) {
        SequencedMap<Integer, Integer> lengths = new TreeMap<>();
        for (MetricsHistory run : runs) {
            run.epochs().forEach(epoch -> lengths.merge(epoch.stage(), epoch.epoch(), Math::max));
        }
        SequencedMap<Integer, Integer> begins = new TreeMap<>();
        int before = 0;
        for (Map.Entry<Integer, Integer> stage : lengths.entrySet()) {
            begins.put(stage.getKey(), before);
            before += stage.getValue();
        }
        return begins;
    }

    private static Curve curve(Number number, List<MetricsHistory> runs, Map<Integer, Integer> begins) {
        SequencedMap<Integer, List<Double>> values = new TreeMap<>();
        SequencedMap<Integer, Boolean> first = new TreeMap<>();
        for (MetricsHistory run : runs) {
            for (EpochReport epoch : run.epochs()) {
                double value = number.of(epoch);
                if (Double.isFinite(value)) {
                    int at = begins.getOrDefault(epoch.stage(), 0) + epoch.epoch();
                    values.computeIfAbsent(at, _ -> new ArrayList<>()).add(value);
                    first.merge(at, epoch.epoch() == 1, Boolean::logicalOr);
                }
            }
        }
        Curve curve = new Curve();
        values.forEach((at, several) -> {
            if (first.getOrDefault(at, false) && !curve.isEmpty()) {
                curve.gap(at);
            }
            curve.add(at, Estimate.of(Points.numbers(several)));
        });
        return curve;
    }
}
