package io.moduli.core.experiment.statistics;

import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The statistics of one metric. Only finished trials contribute; failed ones are counted, never replaced.
 *
 * @param metric its full name, such as {@code evaluate.error}
 * @param rows for each condition, in their order
 */
public record MetricStatistics(String metric, List<MetricRow> rows) {

    public MetricStatistics {
        rows = List.copyOf(rows);
    }

    /**
     * Computes the statistics.
     *
     * @param conditions those of the results
     * @param metric one of the experiment's
     */
    public static MetricStatistics of(ExperimentResults results, Conditions conditions, String metric) {
        List<Comparison> comparisons = new BaselineComparisons(results, conditions, metric).all();
        List<MetricRow> rows = new ArrayList<>();
        for (int index = 0; index < conditions.all().size(); index++) {
            Condition condition = conditions.all().get(index);
            double[] values = finished(condition).stream().flatMapToDouble(trial -> trial.metric(metric).stream())
                    .toArray();
            rows.add(new MetricRow(
                    condition,
                    condition.count(TrialStatus.FINISHED) - values.length,
                    values.length == 0 ? Optional.empty() : Optional.of(Estimate.of(values)),
                    atBaseline(condition, metric), comparisons.get(index)));
        }
        return new MetricStatistics(metric, rows);
    }

    private static SequencedMap<String, Integer> atBaseline(Condition condition, String metric) {
        SequencedMap<String, Integer> counts = new LinkedHashMap<>();
        for (TrialResult trial : finished(condition)) {
            String baseline = trial.atBaseline().get(metric);
            if (baseline != null) {
                counts.merge(baseline, 1, Integer::sum);
            }
        }
        return counts;
    }

    static List<TrialResult> finished(Condition condition) {
        return condition.trials().stream().filter(trial -> trial.status() == TrialStatus.FINISHED).toList();
    }
}
