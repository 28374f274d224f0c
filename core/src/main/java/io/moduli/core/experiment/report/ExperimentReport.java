package io.moduli.core.experiment.report;

import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.experiment.statistics.MetricStatistics;
import io.moduli.core.experiment.table.LatexTable;
import io.moduli.core.experiment.table.MarkdownTable;
import io.moduli.core.experiment.table.MetricTable.Intervals;
import io.moduli.core.experiment.table.MetricTable;
import io.moduli.core.experiment.table.PlainTable;
import io.moduli.core.experiment.table.ResultTable;
import io.moduli.core.experiment.table.ResultsJson;
import io.moduli.core.experiment.table.TidyCsv;
import io.moduli.core.files.WholeFiles;
import io.moduli.core.report.page.HtmlPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the results of an experiment to its folder: {@link #CSV} and {@link #JSON} for programs, the tables as text, Markdown
 * and LaTeX, and {@link #PAGE}.
 */
public final class ExperimentReport {

    /** A row for each trial and metric. */
    public static final String CSV = "results.csv";
    /** The statistics, unrounded. */
    public static final String JSON = "results.json";
    /** The tables as plain text. */
    public static final String TEXT = "tables.txt";
    /** The tables as Markdown. */
    public static final String MARKDOWN = "tables.md";
    /** The tables as LaTeX. */
    public static final String LATEX = "tables.tex";
    /** The page. */
    public static final String PAGE = "report.html";

    private ExperimentReport() {}

    /**
     * Writes all of these files, each whole or not at all.
     *
     * @param folder the experiment's folder, which the runs of the trials are in
     * @throws IOException that names the file that cannot be written
     */
    public static void write(Path folder, ExperimentResults results) throws IOException {
        ExperimentStatistics statistics = ExperimentStatistics.of(results);
        WholeFiles.write(folder.resolve(CSV), output -> TidyCsv.write(results, output));
        WholeFiles.write(folder.resolve(JSON), output -> ResultsJson.write(statistics, output));
        write(folder.resolve(TEXT), text(statistics));
        write(folder.resolve(MARKDOWN), tables(statistics, Intervals.ENDS, MarkdownTable::of));
        write(folder.resolve(LATEX), tables(statistics, Intervals.ENDS, LatexTable::of));
        write(folder.resolve(PAGE), HtmlPage.of(
                ExperimentHead.of(folder, results), new ExperimentPage(folder, statistics).sections()));
    }

    /** The tables as a terminal of 80 columns shows them. */
    public static String text(ExperimentResults results) {
        return text(ExperimentStatistics.of(results));
    }

    private static String text(ExperimentStatistics statistics) {
        return tables(statistics, Intervals.HALF_WIDTH, PlainTable::of);
    }

    private static String tables(
            ExperimentStatistics statistics, Intervals intervals, Function<ResultTable, String> format) {
        return statistics.metrics().stream()
                .map((MetricStatistics metric) -> format.apply(MetricTable.of(statistics, metric, intervals)))
                .collect(Collectors.joining("\n"));
    }

    private static void write(Path file, String text) throws IOException {
        WholeFiles.write(file, output -> output.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
