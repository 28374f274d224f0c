package io.moduli.core.experiment.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One condition in one metric.
 *
 * @param condition the condition
 * @param without how many of its finished trials have no finite value of the metric
 * @param estimate the estimate from the finished trials that have one; empty if there are none
 * @param atBaseline how many of its finished trials are no better than a baseline of the task, by the baseline's metric
 * @param comparison its comparison with the baseline
 */
public record MetricRow(
        Condition condition, int without, Optional<Estimate> estimate, SequencedMap<String, Integer> atBaseline,
        Comparison comparison) {

    public MetricRow {
        atBaseline = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(atBaseline));
        if (without < 0 || without > condition.trials().size()) {
            throw new IllegalArgumentException("%d trials without a value of %d".formatted(
                    without, condition.trials().size()));
        }
    }

    /** How many trials have a value. */
    public int n() {
        return estimate.map(Estimate::n).orElse(0);
    }
}
