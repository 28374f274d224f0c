package io.moduli.core.experiment.table;

import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.statistics.Comparison;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.experiment.statistics.Interval;
import io.moduli.core.experiment.statistics.MetricRow;
import io.moduli.core.experiment.statistics.MetricStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The notes below a table: what its numbers mean, and what is missing and why. */
final class TableNotes {

    /** At most this many conditions are named; the rest are counted. */
    private static final int MOST_NAMED = 5;

    private final ExperimentStatistics statistics;
    private final MetricStatistics metric;
    private final List<String> notes = new ArrayList<>();

    private TableNotes(ExperimentStatistics statistics, MetricStatistics metric) {
        this.statistics = statistics;
        this.metric = metric;
    }

    static List<String> of(ExperimentStatistics statistics, MetricStatistics metric, MetricTable.Intervals intervals) {
        TableNotes notes = new TableNotes(statistics, metric);
        notes.chance();
        notes.meaning(intervals);
        notes.singleValues();
        notes.missing();
        notes.incomparable();
        return notes.notes;
    }

    private void chance() {
        SequencedSet<String> baselines = new LinkedHashSet<>();
        metric.rows().forEach(row -> baselines.addAll(row.atBaseline().keySet()));
        for (String baseline : baselines) {
            SequencedMap<String, Integer> counts = new LinkedHashMap<>();
            metric.rows().stream().filter(row -> row.atBaseline().containsKey(baseline))
                    .forEach(row -> counts.put(name(row), row.atBaseline().get(baseline)));
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            int finished = metric.rows().stream().mapToInt(row -> row.condition().count(TrialStatus.FINISHED)).sum();
            notes.add(
                    "Warning: %s no better than the baseline %s: %s. These networks have learned nothing useful, and differences between them mean nothing."
                            .formatted(
                                    all == finished ? "all %s are".formatted(counted(all, "finished trial"))
                                            : "%d of %s %s".formatted(all, counted(finished, "finished trial"),
                                                    all == 1 ? "is" : "are"),
                                    baseline, named(counts.entrySet().stream()
                                            .map(entry -> entry.getValue() + " of " + entry.getKey()).toList())));
        }
    }

    private void meaning(MetricTable.Intervals intervals) {
        notes.add(
                "n: finished trials that have a value; sd: standard deviation; %s: Student's %d %% interval of the mean."
                        .formatted(intervals == MetricTable.Intervals.HALF_WIDTH ? "±" : "interval", Interval.PERCENT));
        if (!statistics.results().baseline().isEmpty()) {
            String baseline = statistics.results().baseline().entrySet().stream()
                    .map(entry -> entry.getKey() + " = " + entry.getValue()).collect(Collectors.joining(", "));
            long tested = metric.rows().stream()
                    .filter(row -> row.comparison() instanceof Comparison.Paired paired && paired.holm().isPresent())
                    .count();
            notes.add("Differences are to the baseline (%s), in pairs of trials with the same seed%s.".formatted(
                    baseline,
                    tested == 0
                            ? ""
                            : "; p is that of the paired t test, corrected by Holm for the %s of this table".formatted(
                                    counted(tested, "comparison"))));
        }
    }

    private void singleValues() {
        long single = metric.rows().stream().filter(row -> row.n() == 1).count();
        if (single > 0) {
            notes.add("%s no interval: %s of one trial, and how far trials scatter takes two seeds at least to tell."
                    .formatted(
                            single == metric.rows().size() ? "There is"
                                    : counted(single, "condition") + (single == 1 ? " has" : " have"),
                            single == 1 ? "it is" : "they are"));
        }
        long constant = metric.rows().stream()
                .filter(row -> row.comparison() instanceof Comparison.Paired paired
                        && paired.difference().estimate().n() > 1 && paired.holm().isEmpty())
                .count();
        if (constant > 0) {
            notes.add("%s by the same number at every seed, so that there is no scatter to test it against.".formatted(
                    constant == 1 ? "One condition differs from the baseline"
                            : constant + " conditions differ from the baseline"));
        }
    }

    private void missing() {
        by("failed", row -> row.condition().count(TrialStatus.FAILED));
        by("not finished", row -> row.condition().count(TrialStatus.UNFINISHED));
        by("finished without a value of this metric", MetricRow::without);
        by("without a partner of the same seed that has a value",
                row -> row.comparison() instanceof Comparison.Paired paired
                        ? row.n() - paired.difference().estimate().n()
                        : 0);
    }

    private void by(String what, Function<MetricRow, Integer> count) {
        SequencedMap<String, Integer> counts = new LinkedHashMap<>();
        for (MetricRow row : metric.rows()) {
            int missing = count.apply(row);
            if (missing > 0) {
                counts.put(name(row), missing);
            }
        }
        if (!counts.isEmpty()) {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            notes.add("%s %s: %s.".formatted(counted(all, "trial"), what, named(counts.entrySet().stream()
                    .map(entry -> entry.getValue() + " of " + entry.getKey()).toList())));
        }
    }

    private void incomparable() {
        SequencedMap<String, List<String>> reasons = new LinkedHashMap<>();
        for (MetricRow row : metric.rows()) {
            if (row.comparison() instanceof Comparison.Impossible(String reason)) {
                reasons.computeIfAbsent(reason, _ -> new ArrayList<>()).add(name(row));
            }
        }
        List<String> sentences = reasons.entrySet().stream()
                .map(entry -> named(entry.getValue()) + ": " + entry.getKey()).toList();
        if (!sentences.isEmpty()) {
            notes.add("Not compared: " + named(sentences) + ".");
        }
    }

    private String name(MetricRow row) {
        return statistics.conditions().describe(row.condition().labels());
    }

    private static String named(List<String> names) {
        int shown = Math.min(MOST_NAMED, names.size());
        String rest = names.size() > shown ? "; and %d more".formatted(names.size() - shown) : "";
        return String.join("; ", names.subList(0, shown)) + rest;
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
