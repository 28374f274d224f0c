package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.statistics.Conditions;
import io.moduli.core.experiment.statistics.Estimate;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.experiment.statistics.Interval;
import io.moduli.core.experiment.statistics.MetricRow;
import io.moduli.core.experiment.statistics.MetricStatistics;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Cells;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.HeatMap;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The figures of a metric in an experiment whose conditions form a grid: over each axis, and heat maps of two. */
final class MetricFigures {

    /** The number of colours. */
    static final int MOST_SERIES = 8;

    static final String DIMENSIONLESS = "dimensionless";

    private static final int MOST_FACETS = 4;
    private static final int MOST_AXES = 6;
    private static final int MOST_POINTS = 2000;
    private static final int MOST_CELLS = 40_000;

    private final Conditions conditions;
    private final String metric;
    private final String unit;
    private final Map<List<String>, MetricRow> rows = new HashMap<>();
    private final List<Integer> varied;
    private final List<Figure> figures = new ArrayList<>();

    MetricFigures(ExperimentStatistics statistics, MetricStatistics metric) {
        conditions = statistics.conditions();
        this.metric = metric.metric();
        unit = unit(statistics, this.metric);
        metric.rows().forEach(row -> rows.put(row.condition().labels(), row));
        varied = Facet.varied(conditions);
    }

    /** The figures; none if nothing varies but the seed. */
    List<Figure> all() {
        for (int axis : varied.subList(0, Math.min(MOST_AXES, varied.size()))) {
            List<Facet> facets = Facet.of(conditions, axis, series(conditions, varied, axis));
            facets.subList(0, Math.min(MOST_FACETS, facets.size()))
                    .forEach(facet -> over(facet, facets.size()));
        }
        if (varied.size() > 1) {
            List<Facet> facets = Facet.of(conditions, varied.get(1), varied.getFirst());
            facets.subList(0, Math.min(MOST_FACETS, facets.size()))
                    .forEach(facet -> heatMap(facet, facets.size()));
        }
        return figures;
    }

    /**
     * The axis whose values are distinguished by colour, given the one that is drawn horizontally: the first other one
     * with few enough values.
     */
    static int series(Conditions conditions, List<Integer> varied, int across) {
        return varied.stream()
                .filter(axis -> axis != across && Facet.labels(conditions, axis).size() <= MOST_SERIES)
                .findFirst().orElse(Facet.NONE);
    }

    private void over(Facet facet, int facets) {
        ResultAxis axis = conditions.axes().get(facet.across());
        List<String> across = Facet.labels(conditions, facet.across());
        List<String> series = facet.series() == Facet.NONE ? List.of("") : Facet.labels(conditions, facet.series());
        AxisPlaces places = AxisPlaces.of(axis, across);
        List<Layer> single = new ArrayList<>();
        List<Layer> means = new ArrayList<>();
        for (int number = 0; number < series.size(); number++) {
            Points points = new Points();
            for (String label : across) {
                MetricRow row = rows.get(facet.at(label, series.get(number)));
                if (row != null) {
                    points.add(row, metric, places.of(label, number, series.size()),
                            places.beside(label, number, series.size()));
                }
            }
            String name = facet.series() == Facet.NONE ? "mean" : series.get(number);
            points.layers(name, number, axis.numeric(), MOST_POINTS / series.size(), single, means);
        }
        if (means.isEmpty()) {
            return;
        }
        List<Layer> layers = new ArrayList<>(single);
        layers.addAll(means);
        String coloured = facet.series() == Facet.NONE
                ? ""
                : ", coloured by " + conditions.axes().get(facet.series()).name();
        figures.add(new Chart(
                name("over-" + axis.name()), title("over " + axis.name(), facet),
                "Means%s, with %d %% intervals where there are two trials or more; single trials are faint.%s"
                        .formatted(
                                coloured, Interval.PERCENT, omitted(facets)),
                new Plane(places.axis(), yAxis(layers, metric, unit), layers)));
    }

    private void heatMap(Facet facet, int facets) {
        List<String> columns = Facet.labels(conditions, facet.across());
        List<String> lines = Facet.labels(conditions, facet.series());
        if ((long) columns.size() * lines.size() > MOST_CELLS) {
            return;
        }
        double[][] values = new double[lines.size()][columns.size()];
        for (int line = 0; line < lines.size(); line++) {
            for (int column = 0; column < columns.size(); column++) {
                MetricRow row = rows.get(facet.at(columns.get(column), lines.get(line)));
                values[line][column] = row == null
                        ? Double.NaN
                        : row.estimate().map(Estimate::mean).orElse(Double.NaN);
            }
        }
        if (Arrays.stream(values).flatMapToDouble(Arrays::stream).noneMatch(Double::isFinite)) {
            return;
        }
        ResultAxis across = conditions.axes().get(facet.across());
        ResultAxis down = conditions.axes().get(facet.series());
        figures.add(new HeatMap(
                name("map"), title("by " + down.name() + " and " + across.name(), facet),
                "The mean of each condition's trials." + omitted(facets), Axis.named(across.name(), columns),
                Axis.named(down.name(), lines), Axis.of(metric, unit), columns.size(), lines.size(),
                Cells.ranging(values), "no value"));
    }

    /** What an axis says of a metric: its unit, or that it has none. */
    static String unit(ExperimentStatistics statistics, String metric) {
        return statistics.results().units().getOrDefault(metric, DIMENSIONLESS);
    }

    /** An axis of a metric, logarithmic where numbers range widely. */
    static Axis yAxis(List<Layer> layers, String metric, String unit) {
        double[] numbers = layers.stream().flatMapToDouble(layer -> switch (layer) {
            case Layer.Dots dots -> Arrays.stream(dots.y());
            case Layer.Line line -> Arrays.stream(line.y());
            case Layer.Errors errors -> Arrays.stream(errors.low());
            case Layer.Band band -> Arrays.stream(band.low());
            default -> Arrays.stream(new double[0]);
        }).toArray();
        return axis(numbers, metric, unit);
    }

    /** The same for numbers. */
    static Axis axis(double[] values, String metric, String unit) {
        double[] numbers = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        boolean wide = numbers.length > 0 && numbers[0] > 0 && numbers[numbers.length - 1] > 20 * numbers[0];
        return Axis.of(metric, unit).on(wide ? Axis.Scale.LOGARITHMIC : Axis.Scale.FITTED);
    }

    private String name(String what) {
        return slug("%s-%s-%d".formatted(metric, what, figures.size() + 1));
    }

    /** Letters, digits and hyphens. */
    static String slug(String text) {
        return text.replaceAll("[^A-Za-z0-9]+", "-");
    }

    private String title(String what, Facet facet) {
        String fixed = facet.describe(conditions);
        return metric + " " + what + (fixed.isEmpty() ? "" : ", " + fixed);
    }

    private static String omitted(int facets) {
        return facets <= MOST_FACETS
                ? ""
                : " These are the first %d of %d combinations of the other axes; results.csv has all.".formatted(
                        MOST_FACETS, facets);
    }
}
