package io.moduli.core.experiment.statistics;

import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The comparison of every condition of an experiment with its baseline, in one metric. */
final class BaselineComparisons {

    private final ExperimentResults results;
    private final Conditions conditions;
    private final String metric;
    private final int seedColumn;

    BaselineComparisons(ExperimentResults results, Conditions conditions, String metric) {
        this.results = results;
        this.conditions = conditions;
        this.metric = metric;
        seedColumn = results.seeds().map(results.axes()::indexOf).orElse(-1);
    }

    /** The comparisons in the order of the conditions, with probabilities corrected for all of them. */
    List<Comparison> all() {
        Map<List<String>, Condition> byLabels = conditions.byLabels();
        List<Comparison> all = new ArrayList<>();
        for (Condition condition : conditions.all()) {
            all.add(compare(condition, byLabels));
        }
        return corrected(all);
    }

    private Comparison compare(Condition condition, Map<List<String>, Condition> byLabels) {
        if (results.baseline().isEmpty()) {
            return new Comparison.None();
        }
        List<String> labels = conditions.partner(condition, results.baseline());
        if (labels.equals(condition.labels())) {
            return new Comparison.Baseline();
        }
        Condition partner = byLabels.get(labels);
        if (partner == null) {
            return new Comparison.Impossible("there is no trial of the baseline, " + conditions.describe(labels));
        }
        SequencedMap<String, Double> values = bySeed(condition);
        SequencedMap<String, Double> expected = bySeed(partner);
        if (values.isEmpty()) {
            return new Comparison.Impossible("no trial of it has a value");
        }
        if (expected.isEmpty()) {
            return new Comparison.Impossible(
                    "no trial of the baseline, " + conditions.describe(labels) + ", has a value");
        }
        double[] differences = values.entrySet().stream().filter(entry -> expected.containsKey(entry.getKey()))
                .mapToDouble(entry -> entry.getValue() - expected.getOrDefault(entry.getKey(), Double.NaN)).toArray();
        return differences.length == 0
                ? new Comparison.Impossible("it has no seed in common with the baseline that has a value in both")
                : uncorrected(PairedDifference.of(differences));
    }

    private static Comparison.Paired uncorrected(PairedDifference difference) {
        return new Comparison.Paired(difference, difference.p());
    }

    /** The value at each seed; if there are several trials, as in a random search, their mean. */
    private SequencedMap<String, Double> bySeed(Condition condition) {
        SequencedMap<String, List<Double>> values = new TreeMap<>();
        for (TrialResult trial : MetricStatistics.finished(condition)) {
            trial.metric(metric).ifPresent(value -> values.computeIfAbsent(
                    seedColumn < 0 ? "" : trial.labels().get(seedColumn), _ -> new ArrayList<>()).add(value));
        }
        SequencedMap<String, Double> means = new TreeMap<>();
        values.forEach((seed, several) -> means.put(
                seed, several.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
        return means;
    }

    private static List<Comparison> corrected(List<Comparison> comparisons) {
        int[] tested = IntStream.range(0, comparisons.size())
                .filter(index -> comparisons.get(index) instanceof Comparison.Paired(_, OptionalDouble p)
                        && p.isPresent())
                .toArray();
        double[] p = new double[tested.length];
        for (int rank = 0; rank < tested.length; rank++) {
            p[rank] = ((Comparison.Paired) comparisons.get(tested[rank])).holm().orElseThrow();
        }
        double[] adjusted = HolmCorrection.adjust(p);
        List<Comparison> corrected = new ArrayList<>(comparisons);
        for (int rank = 0; rank < tested.length; rank++) {
            Comparison.Paired paired = (Comparison.Paired) comparisons.get(tested[rank]);
            corrected.set(tested[rank],
                    new Comparison.Paired(paired.difference(), OptionalDouble.of(adjusted[rank])));
        }
        return corrected;
    }
}
