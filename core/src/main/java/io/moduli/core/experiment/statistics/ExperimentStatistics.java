package io.moduli.core.experiment.statistics;

import io.moduli.core.experiment.result.ExperimentResults;
import java.util.List;

/**
 * The statistics of an experiment.
 *
 * @param results the results that they were computed from
 * @param conditions the trials by condition
 * @param metrics for each of the experiment's metrics, in their order
 */
public record ExperimentStatistics(
        ExperimentResults results, Conditions conditions, List<MetricStatistics> metrics) {

    public ExperimentStatistics {
        metrics = List.copyOf(metrics);
    }

    /** Computes all of it. */
    public static ExperimentStatistics of(ExperimentResults results) {
        Conditions conditions = Conditions.of(results);
        return new ExperimentStatistics(
                results, conditions,
                results.metrics().stream().map(metric -> MetricStatistics.of(results, conditions, metric)).toList());
    }
}
