package io.moduli.core.experiment.statistics;

import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.result.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trials of an experiment, grouped by everything but the seed.
 *
 * @param axes those that distinguish conditions
 * @param all in the order of the axes' values, with the last axis varying fastest; conditions without trials are
 *     omitted
 */
public record Conditions(List<ResultAxis> axes, List<Condition> all) {

    public Conditions {
        axes = List.copyOf(axes);
        all = List.copyOf(all);
    }

    /** Groups the trials of an experiment. */
    public static Conditions of(ExperimentResults results) {
        List<Integer> columns = new ArrayList<>();
        List<Map<String, Integer>> ranks = new ArrayList<>();
        for (int column = 0; column < results.axes().size(); column++) {
            ResultAxis axis = results.axes().get(column);
            if (!axis.seed()) {
                columns.add(column);
                Map<String, Integer> rank = new HashMap<>();
                axis.values().forEach(value -> rank.put(value.label(), rank.size()));
                ranks.add(rank);
            }
        }
        Map<List<String>, List<TrialResult>> groups = new LinkedHashMap<>();
        for (TrialResult trial : results.trials()) {
            List<String> labels = columns.stream().map(trial.labels()::get).toList();
            groups.computeIfAbsent(labels, _ -> new ArrayList<>()).add(trial);
        }
        List<Condition> all = new ArrayList<>();
        groups.forEach((labels, trials) -> all.add(new Condition(labels, trials)));
        all.sort((one, other) -> {
            for (int axis = 0; axis < ranks.size(); axis++) {
                Map<String, Integer> rank = ranks.get(axis);
                int order = Integer.compare(
                        rank.getOrDefault(one.labels().get(axis), 0), rank.getOrDefault(other.labels().get(axis), 0));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        });
        return new Conditions(results.conditions(), all);
    }

    /** The condition with these labels, if it has trials. */
    public Map<List<String>, Condition> byLabels() {
        Map<List<String>, Condition> found = new HashMap<>();
        all.forEach(condition -> found.put(condition.labels(), condition));
        return found;
    }

    /**
     * The labels of the condition that a condition is compared with: its own, except for the axes that the baseline
     * names.
     */
    List<String> partner(Condition condition, Map<String, String> baseline) {
        List<String> labels = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            labels.add(Optional.ofNullable(baseline.get(axes.get(axis).name())).orElse(condition.labels().get(axis)));
        }
        return labels;
    }

    /** The name of a condition in texts: {@code space = torus, sparsity = 0.9}. */
    public String describe(List<String> labels) {
        List<String> parts = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            parts.add(axes.get(axis).name() + " = " + labels.get(axis));
        }
        return parts.isEmpty() ? "all trials" : String.join(", ", parts);
    }
}
