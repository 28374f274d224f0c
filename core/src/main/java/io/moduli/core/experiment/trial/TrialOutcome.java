package io.moduli.core.experiment.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.core.experiment.result.TrialStatus;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What became of a trial that has ended.
 *
 * @param status finished or failed
 * @param reason why it failed; empty for one that did not
 * @param seconds how long its stages took, all attempts together
 * @param metrics all that its stages came to, as {@code STAGE.METRIC}; only finite ones
 */
public record TrialOutcome(TrialStatus status, String reason, double seconds, SequencedMap<String, Double> metrics) {

    public TrialOutcome {
        metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
        if (status == TrialStatus.UNFINISHED) {
            throw new IllegalArgumentException("what goes on has no outcome");
        }
    }

    /** One that failed before its run came to anything. */
    public static TrialOutcome failed(String reason) {
        return new TrialOutcome(TrialStatus.FAILED, reason, 0, new LinkedHashMap<>());
    }

    /** The same, failed. */
    TrialOutcome failing(String why) {
        return new TrialOutcome(TrialStatus.FAILED, why, seconds, metrics);
    }

    /** What a run's summary says. */
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

    /** As it stands in a trial's folder. */
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
