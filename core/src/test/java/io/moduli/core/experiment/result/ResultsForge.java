package io.moduli.core.experiment.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** Results of experiments with the metric {@link #METRIC}, for tests; trials are numbered as they are added. */
public final class ResultsForge {

    public static final String METRIC = "evaluate.error";

    private final List<ResultAxis> axes;
    private final SequencedMap<String, String> baseline = new LinkedHashMap<>();
    private final List<TrialResult> trials = new ArrayList<>();

    public ResultsForge(ResultAxis... axes) {
        this.axes = List.of(axes);
    }

    /** An axis of values; those that are numbers are. */
    public static ResultAxis axis(String name, String... labels) {
        return new ResultAxis(name, Arrays.stream(labels).map(ResultsForge::value).toList(), false, false);
    }

    /** The seeds from 1 on. */
    public static ResultAxis seeds(int count) {
        return new ResultAxis(
                "seed", IntStream.rangeClosed(1, count).mapToObj(seed -> value("" + seed)).toList(), false, true);
    }

    public ResultsForge baseline(String axis, String label) {
        baseline.put(axis, label);
        return this;
    }

    /** @param value null if the run did not reach the metric */
    public ResultsForge finished(Number value, String... labels) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(METRIC, value == null ? null : value.doubleValue());
        return add(TrialStatus.FINISHED, "", metrics, labels);
    }

    /** One that has learned nothing. */
    public ResultsForge atBaseline(double value, String... labels) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(METRIC, value);
        SequencedMap<String, String> baselines = new LinkedHashMap<>();
        baselines.put(METRIC, "evaluate.centre-error");
        trials.add(new TrialResult(
                trials.size(), List.of(labels), TrialStatus.FINISHED, "", metrics, baselines, 1.5, "trials/x"));
        return this;
    }

    public ResultsForge failed(String reason, String... labels) {
        return add(TrialStatus.FAILED, reason, new LinkedHashMap<>(), labels);
    }

    public ResultsForge unfinished(String... labels) {
        return add(TrialStatus.UNFINISHED, "", new LinkedHashMap<>(), labels);
    }

    private ResultsForge add(
            TrialStatus status, String reason, SequencedMap<String, Double> metrics, String... labels) {
        trials.add(new TrialResult(
                trials.size(), List.of(labels), status, reason, metrics, 1.5 + trials.size(),
                "trials/" + trials.size()));
        return this;
    }

    public ExperimentResults results() {
        return new ExperimentResults("spaces", axes, List.of(METRIC), baseline, trials);
    }

    private static AxisValue value(String label) {
        try {
            return new AxisValue(label, Double.valueOf(label));
        } catch (NumberFormatException word) {
            return new AxisValue(label, null);
        }
    }
}
