package io.moduli.core.experiment.table;

import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.result.TrialResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Results as comma-separated values (RFC 4180, but lines end with a line feed alone), a row for each trial and metric: the
 * trial's number, a column for each axis, {@code status}, {@code reason}, {@code run}, {@code metric}, {@code value} and, last,
 * {@code seconds}, the only column in which two runs of an experiment differ. Rows are in the order of trials and metrics; a
 * trial has one for each metric of the experiment, and no value where it has none.
 */
public final class TidyCsv {

    private static final List<String> BEFORE = List.of("trial");
    private static final List<String> BEHIND = List.of("status", "reason", "run", "metric", "value", "seconds");

    private TidyCsv() {}

    /** Writes the table, as UTF-8. */
    public static void write(ExperimentResults results, OutputStream output) throws IOException {
        Writer text = new OutputStreamWriter(output, StandardCharsets.UTF_8);
        List<String> headings = new ArrayList<>(BEFORE);
        results.axes().forEach(axis -> headings.add(heading(axis)));
        headings.addAll(BEHIND);
        text.write(line(headings));
        for (TrialResult trial : results.trials()) {
            for (String metric : results.metrics()) {
                List<String> cells = new ArrayList<>(List.of("" + trial.number()));
                cells.addAll(trial.labels());
                cells.addAll(List.of(
                        trial.status().name().toLowerCase(Locale.ROOT), trial.reason(), trial.run(), metric,
                        trial.metric(metric).isPresent() ? "" + trial.metric(metric).getAsDouble() : "",
                        String.format(Locale.ROOT, "%.3f", trial.seconds())));
                text.write(line(cells));
            }
        }
        text.flush();
    }

    /** An axis with the name of another column gets a prefix. */
    private static String heading(ResultAxis axis) {
        return BEFORE.contains(axis.name()) || BEHIND.contains(axis.name()) ? "axis." + axis.name() : axis.name();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(TidyCsv::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }
}
