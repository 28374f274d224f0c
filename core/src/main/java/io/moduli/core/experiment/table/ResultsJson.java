package io.moduli.core.experiment.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.statistics.Comparison;
import io.moduli.core.experiment.statistics.Conditions;
import io.moduli.core.experiment.statistics.Estimate;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.experiment.statistics.Interval;
import io.moduli.core.experiment.statistics.MetricRow;
import io.moduli.core.experiment.statistics.MetricStatistics;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The statistics of an experiment for programs, unrounded: {@code name}, {@code baseline}, {@code trials} (how many finished,
 * failed, are unfinished), and {@code metrics}, for each metric by its name a list of conditions with {@code condition} (label by
 * axis), {@code n}, {@code failed}, {@code unfinished}, {@code without_value}, {@code mean}, {@code sd}, {@code interval} [low,
 * high] and {@code difference}: {@code pairs}, {@code mean}, {@code interval}, {@code p}, {@code holm_p}, or {@code reason} where
 * there is none. Quantities without a number are omitted.
 */
public final class ResultsJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResultsJson() {}

    /** Writes the statistics, as UTF-8. */
    public static void write(ExperimentStatistics statistics, OutputStream output) throws IOException {
        ObjectNode root = JSON.objectNode();
        root.put("name", statistics.results().name());
        ObjectNode baseline = root.putObject("baseline");
        statistics.results().baseline().forEach(baseline::put);
        ObjectNode trials = root.putObject("trials");
        trials.put("finished", count(statistics, TrialStatus.FINISHED));
        trials.put("failed", count(statistics, TrialStatus.FAILED));
        trials.put("unfinished", count(statistics, TrialStatus.UNFINISHED));
        ObjectNode metrics = root.putObject("metrics");
        for (MetricStatistics metric : statistics.metrics()) {
            ArrayNode rows = metrics.putArray(metric.metric());
            metric.rows().forEach(row -> rows.add(row(statistics.conditions(), row)));
        }
        byte[] bytes = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(root);
        output.write(bytes);
        output.write('\n');
    }

    private static long count(ExperimentStatistics statistics, TrialStatus status) {
        return statistics.results().trials().stream().filter(trial -> trial.status() == status).count();
    }

    private static ObjectNode row(Conditions conditions, MetricRow row) {
        ObjectNode json = JSON.objectNode();
        ObjectNode condition = json.putObject("condition");
        for (int axis = 0; axis < conditions.axes().size(); axis++) {
            condition.put(conditions.axes().get(axis).name(), row.condition().labels().get(axis));
        }
        json.put("n", row.n());
        json.put("failed", row.condition().count(TrialStatus.FAILED));
        json.put("unfinished", row.condition().count(TrialStatus.UNFINISHED));
        json.put("without_value", row.without());
        json.put("at_baseline", row.atBaseline().values().stream().mapToInt(Integer::intValue).sum());
        row.estimate().ifPresent(estimate -> estimate(json, estimate));
        switch (row.comparison()) {
            case Comparison.Paired paired -> {
                ObjectNode difference = json.putObject("difference");
                Estimate estimate = paired.difference().estimate();
                difference.put("pairs", estimate.n());
                estimate(difference, estimate);
                paired.difference().p().ifPresent(p -> difference.put("p", p));
                paired.holm().ifPresent(p -> difference.put("holm_p", p));
            }
            case Comparison.Impossible(String reason) -> json.putObject("difference").put("reason", reason);
            case Comparison.Baseline _,Comparison.None _ -> {
                // the baseline has no difference
            }
        }
        return json;
    }

    private static void estimate(ObjectNode json, Estimate estimate) {
        json.put("mean", estimate.mean());
        estimate.standardDeviation().ifPresent(deviation -> json.put("sd", deviation));
        if (estimate.interval().isPresent()) {
            Interval interval = estimate.interval().get();
            json.putArray("interval").add(interval.low()).add(interval.high());
        }
    }
}
