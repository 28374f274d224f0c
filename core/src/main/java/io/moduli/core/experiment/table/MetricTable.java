package io.moduli.core.experiment.table;

import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.statistics.Comparison;
import io.moduli.core.experiment.statistics.Conditions;
import io.moduli.core.experiment.statistics.Estimate;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.experiment.statistics.Interval;
import io.moduli.core.experiment.statistics.MetricRow;
import io.moduli.core.experiment.statistics.MetricStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The table of one metric: one row per condition with n, failed, mean, standard deviation, interval, and difference to
 * the baseline.
 */
public final class MetricTable {

    private final Conditions conditions;
    private final boolean compared;
    private final Intervals intervals;

    /** How intervals are written. */
    public enum Intervals {
        /** As their half width after the mean, which is narrow. */
        HALF_WIDTH,
        /** By their ends, in a column of their own. */
        ENDS
    }

    private MetricTable(ExperimentStatistics statistics, Intervals intervals) {
        conditions = statistics.conditions();
        compared = !statistics.results().baseline().isEmpty();
        this.intervals = intervals;
    }

    /**
     * Makes the table.
     *
     * @param metric one of the statistics' metrics
     */
    public static ResultTable of(ExperimentStatistics statistics, MetricStatistics metric, Intervals intervals) {
        MetricTable table = new MetricTable(statistics, intervals);
        List<List<String>> rows = metric.rows().stream().map(table::cells).toList();
        return new ResultTable(
                statistics.results().name() + ": " + statistics.results().heading(metric.metric()),
                table.conditions.axes().stream().map(ResultAxis::name).toList(), table.headings(), rows,
                TableNotes.of(statistics, metric, intervals));
    }

    private List<String> headings() {
        String level = Interval.PERCENT + " %";
        List<String> headings = new ArrayList<>(List.of("n", "failed"));
        switch (intervals) {
            case HALF_WIDTH -> headings.addAll(List.of("mean ± " + level, "sd"));
            case ENDS -> headings.addAll(List.of("mean", "sd", level + " interval"));
        }
        if (compared) {
            switch (intervals) {
                case HALF_WIDTH -> headings.add("difference ± " + level);
                case ENDS -> headings.addAll(List.of("difference", level + " interval"));
            }
            headings.add("Holm p");
        }
        return headings;
    }

    private List<String> cells(MetricRow row) {
        List<String> cells = new ArrayList<>(row.condition().labels());
        cells.add("" + row.n());
        cells.add("" + row.condition().count(TrialStatus.FAILED));
        row.estimate().ifPresentOrElse(estimate -> {
            List<String> mean = mean(estimate);
            cells.add(mean.getFirst());
            cells.add(estimate.standardDeviation().isPresent()
                    ? Rounded.uncertainty(estimate.standardDeviation().getAsDouble())
                    : Rounded.NONE);
            cells.addAll(mean.subList(1, mean.size()));
        }, () -> cells.addAll(nothing(intervals == Intervals.ENDS ? 3 : 2)));
        if (compared) {
            cells.addAll(comparison(row.comparison()));
        }
        return cells;
    }

    private List<String> comparison(Comparison comparison) {
        List<String> cells = new ArrayList<>();
        switch (comparison) {
            case Comparison.Paired paired -> {
                cells.addAll(mean(paired.difference().estimate()));
                cells.add(Rounded.probability(paired.holm()));
            }
            case Comparison.Baseline _ -> {
                cells.add("baseline");
                cells.addAll(nothing(intervals == Intervals.ENDS ? 2 : 1));
            }
            case Comparison.None _,Comparison.Impossible _ ->
                cells.addAll(nothing(intervals == Intervals.ENDS ? 3 : 2));
        }
        return cells;
    }

    /** A mean with its interval: one cell or two. */
    private List<String> mean(Estimate estimate) {
        Rounded rounded = Rounded.suiting(estimate);
        String mean = rounded.of(estimate.mean());
        return switch (intervals) {
            case HALF_WIDTH -> List.of(estimate.interval()
                    .map(interval -> mean + " ± " + rounded.of(interval.halfWidth())).orElse(mean));
            case ENDS -> List.of(mean, estimate.interval()
                    .map(interval -> "[%s, %s]".formatted(rounded.of(interval.low()), rounded.of(interval.high())))
                    .orElse(Rounded.NONE));
        };
    }

    private static List<String> nothing(int cells) {
        return Collections.nCopies(cells, Rounded.NONE);
    }
}
