package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.AxisValue;
import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.experiment.statistics.MetricStatistics;
import io.moduli.core.experiment.table.MetricTable;
import io.moduli.core.experiment.table.MetricTable.Intervals;
import io.moduli.core.experiment.table.ResultTable;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.ReadableNumber;
import io.moduli.core.report.page.Section;
import io.moduli.core.report.page.Section.Block;
import io.moduli.core.report.page.Section.Drawn;
import io.moduli.core.report.page.Section.Paragraph;
import io.moduli.core.report.page.Section.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page of an experiment: an overview, each metric in a table and figures, learning curves, failures, and all runs. */
final class ExperimentPage {

    private static final int MOST_ROWS = 400;
    private static final int MOST_LABELS = 12;

    private final Path folder;
    private final ExperimentStatistics statistics;
    private final ExperimentResults results;

    /** @param folder the experiment's folder, which the page will be in */
    ExperimentPage(Path folder, ExperimentStatistics statistics) {
        this.folder = folder;
        this.statistics = statistics;
        results = statistics.results();
    }

    /** The sections of the page, in their order. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(overview());
        boolean grid = Facet.isGrid(statistics.conditions());
        for (MetricStatistics metric : statistics.metrics()) {
            List<Figure> figures = grid
                    ? new MetricFigures(statistics, metric).all()
                    : SearchFigures.of(statistics, metric.metric());
            sections.add(metric(metric, figures));
        }
        learning().ifPresent(sections::add);
        List<TrialResult> failed = with(TrialStatus.FAILED);
        if (!failed.isEmpty()) {
            sections.add(new Section("What failed", failures(failed)));
        }
        sections.add(new Section("Runs", runs()));
        return sections;
    }

    private List<TrialResult> with(TrialStatus status) {
        return results.trials().stream().filter(trial -> trial.status() == status).toList();
    }

    private Section overview() {
        List<Block> blocks = new ArrayList<>();
        double seconds = results.trials().stream().mapToDouble(TrialResult::seconds).sum();
        blocks.add(new Paragraph(
                "%d trials of %d conditions: %d finished, %d failed, %d not finished. They took %s together."
                        .formatted(
                                results.trials().size(), statistics.conditions().all().size(),
                                with(TrialStatus.FINISHED).size(), with(TrialStatus.FAILED).size(),
                                with(TrialStatus.UNFINISHED).size(), ReadableNumber.duration(seconds))));
        List<List<String>> axes = results.axes().stream().map(axis -> List.of(
                axis.name() + (axis.seed() ? " (replicated over)" : ""),
                shortened(axis),
                results.baseline().getOrDefault(axis.name(), ""))).toList();
        if (!axes.isEmpty()) {
            blocks.add(new Table(List.of("Axis", "Values", "Baseline"), axes));
        }
        return new Section("Experiment", blocks);
    }

    private static String shortened(ResultAxis axis) {
        List<String> labels = axis.values().stream().map(AxisValue::label).toList();
        if (labels.size() <= MOST_LABELS) {
            return String.join(", ", labels);
        }
        DoubleSummaryStatistics numbers = axis.values().stream().map(AxisValue::number).filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue).summaryStatistics();
        return axis.numeric()
                ? "%d values from %s to %s".formatted(
                        labels.size(), ReadableNumber.of(numbers.getMin(), 5), ReadableNumber.of(numbers.getMax(), 5))
                : labels.size() + " values, the first of them " + labels.getFirst();
    }

    private Section metric(MetricStatistics metric, List<Figure> figures) {
        List<Block> blocks = new ArrayList<>();
        figures.forEach(figure -> blocks.add(new Drawn(figure)));
        ResultTable table = MetricTable.of(statistics, metric, Intervals.ENDS);
        int shown = Math.min(MOST_ROWS, table.rows().size());
        blocks.add(new Table(
                table.headings(), table.rows().subList(0, shown).stream().map(ExperimentPage::unbroken).toList()));
        if (shown < table.rows().size()) {
            blocks.add(new Paragraph("The first %d of %d conditions; %s has all of them.".formatted(
                    shown, table.rows().size(), ExperimentReport.MARKDOWN)));
        }
        table.notes().forEach(note -> blocks.add(new Paragraph(note)));
        return new Section(results.heading(metric.metric()), blocks);
    }

    /** Intervals stay in one line. */
    private static List<String> unbroken(List<String> cells) {
        return cells.stream().map(cell -> cell.startsWith("[") ? cell.replace(' ', '\u00a0') : cell).toList();
    }

    private Optional<Section> learning() {
        LearningCurves curves = new LearningCurves(folder, statistics);
        List<Block> blocks = new ArrayList<>();
        curves.all().forEach(figure -> blocks.add(new Drawn(figure)));
        List<String> problems = curves.problems();
        if (!problems.isEmpty()) {
            blocks.add(new Paragraph("Without curves, since their metrics cannot be read: %s%s.".formatted(
                    String.join("; ", problems.subList(0, Math.min(5, problems.size()))),
                    problems.size() > 5 ? "; and %d more".formatted(problems.size() - 5) : "")));
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section("Training", blocks));
    }

    private List<Block> failures(List<TrialResult> failed) {
        List<TrialResult> shown = failed.subList(0, Math.min(MOST_ROWS, failed.size()));
        List<String> columns = new ArrayList<>(List.of("Trial"));
        results.axes().forEach(axis -> columns.add(axis.name()));
        columns.add("Reason");
        List<List<String>> rows = shown.stream().map(trial -> {
            List<String> cells = new ArrayList<>(List.of("" + trial.number()));
            cells.addAll(trial.labels());
            cells.add(trial.reason());
            return cells;
        }).collect(Collectors.toList());
        return table(columns, rows, shown, failed.size());
    }

    private List<Block> runs() {
        List<TrialResult> shown = results.trials().subList(0, Math.min(MOST_ROWS, results.trials().size()));
        List<String> columns = new ArrayList<>(List.of("Trial"));
        results.axes().forEach(axis -> columns.add(axis.name()));
        columns.add("Status");
        results.metrics().forEach(metric -> columns.add(results.heading(metric)));
        columns.add("Time");
        List<List<String>> rows = shown.stream().map(trial -> {
            List<String> cells = new ArrayList<>(List.of("" + trial.number()));
            cells.addAll(trial.labels());
            cells.add(trial.status().name().toLowerCase(Locale.ROOT));
            for (String metric : results.metrics()) {
                cells.add(trial.metric(metric).isPresent()
                        ? ReadableNumber.of(trial.metric(metric).getAsDouble(), 5)
                        : "-");
            }
            cells.add(ReadableNumber.duration(trial.seconds()));
            return cells;
        }).collect(Collectors.toList());
        return table(columns, rows, shown, results.trials().size());
    }

    private List<Block> table(List<String> columns, List<List<String>> rows, List<TrialResult> shown, int all) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(columns, rows, shown.stream().map(trial -> RunLink.of(folder, trial)).toList()));
        if (shown.size() < all) {
            blocks.add(new Paragraph("The first %d of %d; %s has all of them.".formatted(
                    shown.size(), all, ExperimentReport.CSV)));
        }
        return blocks;
    }
}
