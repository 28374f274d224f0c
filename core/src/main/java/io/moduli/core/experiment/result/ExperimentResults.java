package io.moduli.core.experiment.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The results of an experiment.
 *
 * @param name the experiment's name, not blank
 * @param axes with distinct names, at most one of them the seed; none if the experiment is a single trial
 * @param metrics the full names of the metrics that it asks for, such as {@code evaluate.error}; at least one, and
 *     distinct
 * @param units the units of those that have one, by full name
 * @param baseline the condition that others are compared with: names of axes and a label of each; empty if there is no
 *     comparison. Axes that are not in it are kept equal, so that {@code space = none} compares at each sparsity
 *     separately. The seed is never in it.
 * @param trials sorted by their numbers, which are distinct
 */
public record ExperimentResults(
        String name,
        List<ResultAxis> axes,
        List<String> metrics,
        Map<String, String> units,
        SequencedMap<String, String> baseline,
        List<TrialResult> trials) {

    public ExperimentResults {
        axes = List.copyOf(axes);
        metrics = List.copyOf(metrics);
        units = Map.copyOf(units);
        baseline = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(baseline));
        List<TrialResult> ordered = new ArrayList<>(trials);
        ordered.sort(Comparator.comparingInt(TrialResult::number));
        trials = List.copyOf(ordered);
        if (name.isBlank()) {
            throw new IllegalArgumentException("an experiment has no name");
        }
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("experiment \"%s\" has no metrics".formatted(name));
        }
        requireDistinct("metric", metrics);
        requireDistinct("axis", axes.stream().map(ResultAxis::name).toList());
        if (axes.stream().filter(ResultAxis::seed).count() > 1) {
            throw new IllegalArgumentException("experiment \"%s\" has more than one axis of seeds".formatted(name));
        }
        Map<String, Set<String>> labels = labels(axes);
        requireBaseline(axes, labels, baseline);
        requireTrials(axes, labels, new HashSet<>(metrics), trials);
    }

    /** Results in metrics without units. */
    public ExperimentResults(
            String name, List<ResultAxis> axes, List<String> metrics, SequencedMap<String, String> baseline,
            List<TrialResult> trials) {
        this(name, axes, metrics, Map.of(), baseline, trials);
    }

    /** A metric as a heading names it: {@code evaluate.error (cm)}. */
    public String heading(String metric) {
        String unit = units.getOrDefault(metric, "");
        return unit.isEmpty() ? metric : "%s (%s)".formatted(metric, unit);
    }

    /** The axis that conditions are replicated over, if there is one. */
    public Optional<ResultAxis> seeds() {
        return axes.stream().filter(ResultAxis::seed).findFirst();
    }

    /** The axes that distinguish conditions: all but the seed. */
    public List<ResultAxis> conditions() {
        return axes.stream().filter(axis -> !axis.seed()).toList();
    }

    private static void requireDistinct(String kind, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("there is the %s \"%s\" twice".formatted(kind, name));
            }
        }
    }

    private static Map<String, Set<String>> labels(List<ResultAxis> axes) {
        Map<String, Set<String>> labels = new HashMap<>();
        for (ResultAxis axis : axes) {
            Set<String> ofAxis = new HashSet<>();
            axis.values().forEach(value -> ofAxis.add(value.label()));
            labels.put(axis.name(), ofAxis);
        }
        return labels;
    }

    private static void requireBaseline(
            List<ResultAxis> axes, Map<String, Set<String>> labels, Map<String, String> baseline) {
        baseline.forEach((axis, label) -> {
            if (!labels.getOrDefault(axis, Set.of()).contains(label)) {
                throw new IllegalArgumentException(
                        "the baseline has %s = \"%s\", but there is no such value of an axis".formatted(axis, label));
            }
        });
        for (ResultAxis axis : axes) {
            if (axis.seed() && baseline.containsKey(axis.name())) {
                throw new IllegalArgumentException(
                        "the baseline names the seed, \"%s\"; trials are compared at equal seeds".formatted(
                                axis.name()));
            }
        }
    }

    private static void requireTrials(
            List<ResultAxis> axes, Map<String, Set<String>> labels, Set<String> metrics, List<TrialResult> trials) {
        int before = -1;
        for (TrialResult trial : trials) {
            if (trial.number() == before) {
                throw new IllegalArgumentException("there is the trial %d twice".formatted(before));
            }
            before = trial.number();
            if (trial.labels().size() != axes.size()) {
                throw new IllegalArgumentException("trial %d has values of %d axes; there are %d".formatted(
                        trial.number(), trial.labels().size(), axes.size()));
            }
            for (int index = 0; index < axes.size(); index++) {
                String label = trial.labels().get(index);
                if (!labels.getOrDefault(axes.get(index).name(), Set.of()).contains(label)) {
                    throw new IllegalArgumentException("trial %d has %s = \"%s\", which is not among its values"
                            .formatted(trial.number(), axes.get(index).name(), label));
                }
            }
            for (String metric : trial.metrics().keySet()) {
                if (!metrics.contains(metric)) {
                    throw new IllegalArgumentException(
                            "trial %d has the metric \"%s\", which the experiment does not ask for".formatted(
                                    trial.number(), metric));
                }
            }
        }
    }
}
