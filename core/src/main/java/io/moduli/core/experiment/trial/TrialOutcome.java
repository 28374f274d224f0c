package io.moduli.core.experiment.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.api.task.Metric;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.metric.MetricMeanings;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The outcome of a trial that has ended.
 *
 * @param status finished or failed
 * @param reason why it failed; empty for one that did not
 * @param seconds how long its stages took, all attempts together
 * @param metrics all metrics of its stages, as {@code STAGE.METRIC}; only finite ones
 */
public record TrialOutcome(TrialStatus status, String reason, double seconds, SequencedMap<String, Double> metrics) {

    public TrialOutcome {
        metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
        if (status == TrialStatus.UNFINISHED) {
            throw new IllegalArgumentException("a trial that has not ended has no outcome");
        }
    }

    /**
     * The task's name for a metric of a stage, without the prefix of a best value.
     *
     * @param full {@code STAGE.METRIC} or {@code STAGE.best-METRIC}
     */
    public static String metric(String full) {
        String name = full.substring(full.lastIndexOf('.') + 1);
        return name.startsWith("best-") ? name.substring("best-".length()) : name;
    }

    /** The outcome of a trial that failed before its run had any results. */
    public static TrialOutcome failed(String reason) {
        return new TrialOutcome(TrialStatus.FAILED, reason, 0, new LinkedHashMap<>());
    }

    /** The same, failed. */
    TrialOutcome failing(String why) {
        return new TrialOutcome(TrialStatus.FAILED, why, seconds, metrics);
    }

    /** The outcome recorded in a run's summary. */
    static TrialOutcome ofSummary(JsonNode summary) {
        double seconds = 0;
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        for (JsonNode stage : summary.path("stages")) {
            seconds += stage.path("seconds").asDouble();
            stage.path("metrics").properties().forEach(metric -> {
                if (metric.getValue().isNumber()) {
                    metrics.putIfAbsent(
                            stage.path("name").asText() + "." + metric.getKey(), metric.getValue().asDouble());
                }
            });
        }
        return new TrialOutcome(TrialStatus.FINISHED, "", seconds, metrics);
    }

    /**
     * The baselines that its metrics do not improve on, as {@code STAGE.METRIC}; for a metric without its own baseline,
     * that of another metric of its stage.
     *
     * @param asked the metrics to check
     */
    SequencedMap<String, String> atBaseline(List<String> asked, MetricMeanings meanings) {
        SequencedMap<String, String> found = new LinkedHashMap<>();
        for (String metric : asked) {
            int dot = metric.lastIndexOf('.');
            String stage = metric.substring(0, dot + 1);
            List<MetricMeanings.AtBaseline> all = meanings.atBaseline(ofStage(stage));
            all.stream().filter(one -> metric.equals(stage + one.metric().name())).findFirst()
                    .or(() -> all.stream().findFirst())
                    .ifPresent(one -> found.put(metric, stage + one.baseline().name()));
        }
        return found;
    }

    /** @param stage the stage's name followed by a dot */
    private List<Metric> ofStage(String stage) {
        return metrics.entrySet().stream().filter(metric -> metric.getKey().startsWith(stage))
                .map(metric -> new Metric(metric.getKey().substring(stage.length()), metric.getValue())).toList();
    }

    /** The form in which it is stored in a trial's folder. */
    String toJson() throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        root.put("status", status == TrialStatus.FINISHED ? "finished" : "failed");
        if (!reason.isEmpty()) {
            root.put("reason", reason);
        }
        root.put("seconds", seconds);
        ObjectNode values = root.putObject("metrics");
        metrics.forEach(values::put);
        return json.writeValueAsString(root) + "\n";
    }

    /** Reads it back. */
    static TrialOutcome ofJson(JsonNode root) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        root.path("metrics").properties().forEach(metric -> metrics.put(metric.getKey(), metric.getValue().asDouble()));
        boolean finished = root.path("status").asText().equals("finished");
        return new TrialOutcome(
                finished ? TrialStatus.FINISHED : TrialStatus.FAILED,
                finished ? "" : root.path("reason").asText("for no reason that is known"),
                root.path("seconds").asDouble(), metrics);
    }
}
