package io.moduli.core.report;

import io.moduli.api.task.Metric;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.report.figure.ReadableNumber;
import io.moduli.core.report.page.Section.Block;
import io.moduli.core.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results of the run compared with what was asked for: by stage, and as a whole. */
final class OutcomeSections {

    private static final int DIGITS = 5;
    private static final String SPARSITY = "sparsity";

    private OutcomeSections() {}

    static Section result(ReportSource source) {
        List<List<String>> rows = new ArrayList<>();
        for (StageStart stage : source.history().started()) {
            Optional<StageReport> done = source.history().done().stream()
                    .filter(report -> report.number() == stage.number()).findFirst();
            addStage(source, stage, done, rows);
        }
        List<List<String>> whole = new ArrayList<>();
        source.terms().removal().ifPresent(removal -> whole.add(List.of(
                "weights removed, of those to prune", ReadableNumber.percent(removal.reached()),
                ReadableNumber.percent(removal.asked()))));
        whole.add(List.of("weights removed, of all", ReadableNumber.percent(source.sparsity().overall()),
                source.terms().removal().map(removal -> ReadableNumber.percent(removal.askedOfAll())).orElse("")));
        whole.add(List.of("training steps per second", ReadableNumber.of(source.stepsPerSecond(), DIGITS), ""));
        List<Block> blocks = new ArrayList<>();
        source.problem().ifPresent(problem -> blocks.add(new Section.Paragraph(problem)));
        source.history().done().forEach(stage -> source.terms().metrics().atBaseline(stage.metrics())
                .forEach(found -> blocks.add(new Section.Paragraph(
                        "Warning: " + found.warning(
                                "stage %d, %s".formatted(stage.number(), stage.name()),
                                metric -> metric.name() + " " + value(metric))))));
        blocks.add(new Section.Table(
                List.of("Stage", "Time", "Quantity", "Came out", "Asked for, or to compare with"), rows));
        blocks.add(new Section.Table(List.of("Of the whole run", "Came out", "Asked for"), whole));
        return new Section("Result", blocks);
    }

    private static void addStage(
            ReportSource source, StageStart stage, Optional<StageReport> done, List<List<String>> rows) {
        List<List<String>> quantities = new ArrayList<>();
        if (stage.epochs() > 0) {
            int epochs = source.history().epochs(stage).stream().mapToInt(epoch -> epoch.epoch()).max().orElse(0);
            quantities.add(List.of("epochs", Integer.toString(epochs), Integer.toString(stage.epochs())));
        }
        List<Metric> metrics = done.map(StageReport::metrics).orElse(List.of());
        for (Metric metric : metrics) {
            if (metrics.stream().noneMatch(other -> isComparison(metric, other))) {
                quantities.add(List.of(metric.name(), value(metric), comparisons(metric, metrics)));
            }
        }
        String time = done.map(report -> ReadableNumber.duration(report.seconds())).orElse("not finished");
        if (quantities.isEmpty()) {
            quantities.add(List.of("", "", ""));
        }
        for (int index = 0; index < quantities.size(); index++) {
            List<String> row = new ArrayList<>(index == 0 ? List.of(stage(stage), time) : List.of("", ""));
            row.addAll(quantities.get(index));
            rows.add(row);
        }
    }

    /** Whether a metric is a reference value of another one, as {@code baseline-error} is of {@code error}. */
    private static boolean isComparison(Metric metric, Metric of) {
        return metric.name().endsWith("-" + of.name()) && metric.unit().equals(of.unit());
    }

    private static String comparisons(Metric metric, List<Metric> metrics) {
        return metrics.stream().filter(other -> isComparison(other, metric))
                .map(other -> other.name().substring(0, other.name().length() - metric.name().length() - 1) + " "
                        + value(other))
                .collect(Collectors.joining(", "));
    }

    private static String value(Metric metric) {
        return metric.name().equals(SPARSITY)
                ? ReadableNumber.percent(metric.value())
                : (ReadableNumber.of(metric.value(), DIGITS) + " " + metric.unit()).strip();
    }

    private static String stage(StageStart stage) {
        String kind = stage.name().equals(stage.kind()) ? "" : " (" + stage.kind() + ")";
        return stage.number() + ". " + stage.name() + kind;
    }
}
