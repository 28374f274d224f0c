package io.moduli.core.experiment.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * The result of one trial.
 *
 * @param number its number in the experiment, from 0 on
 * @param labels its value on each axis, in the order of the axes
 * @param status how far it came
 * @param reason why it failed, in one line; empty unless it did
 * @param metrics what its run reached, by the metric's full name, such as {@code evaluate.error}. A metric that the run
 *     did not reach is absent; one that is null, NaN or infinite is dropped here, so that all metrics kept are finite.
 * @param atBaseline the metrics that show that the network has learned nothing, each with the baseline, such as
 *     {@code evaluate.centre-error}, that it, or another metric of the same stage, does not improve on
 * @param seconds how long its run took, all attempts together, not negative
 * @param run the folder of its run, relative to the experiment's folder, with {@code /} between names; empty if there
 *     is none
 */
public record TrialResult(
        int number,
        List<String> labels,
        TrialStatus status,
        String reason,
        SequencedMap<String, Double> metrics,
        SequencedMap<String, String> atBaseline,
        double seconds,
        String run) {

    public TrialResult {
        labels = List.copyOf(labels);
        metrics = finite(metrics);
        atBaseline = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(atBaseline));
        if (number < 0) {
            throw new IllegalArgumentException("a trial has the number %d".formatted(number));
        }
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("trial %d took %s seconds".formatted(number, seconds));
        }
        if (reason.isBlank() == (status == TrialStatus.FAILED)) {
            throw new IllegalArgumentException(status == TrialStatus.FAILED
                    ? "trial %d failed without a reason".formatted(number)
                    : "trial %d did not fail, but has a reason: %s".formatted(number, reason));
        }
        if (run.startsWith("/") || List.of(run.split("/")).contains("..")) {
            throw new IllegalArgumentException(
                    "the run of trial %d lies outside of its experiment: %s".formatted(number, run));
        }
    }

    /** A result whose metrics are better than their baselines, or have none. */
    public TrialResult(
            int number, List<String> labels, TrialStatus status, String reason, SequencedMap<String, Double> metrics,
            double seconds, String run) {
        this(number, labels, status, reason, metrics, new LinkedHashMap<>(), seconds, run);
    }

    /** The value of a metric; empty if there is no finite one. */
    public OptionalDouble metric(String name) {
        Double value = metrics.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static SequencedMap<String, Double> finite(Map<String, Double> metrics) {
        SequencedMap<String, Double> kept = new LinkedHashMap<>();
        metrics.forEach((name, value) -> {
            if (value != null && Double.isFinite(value)) {
                kept.put(name, value);
            }
        });
        return Collections.unmodifiableSequencedMap(kept);
    }
}
