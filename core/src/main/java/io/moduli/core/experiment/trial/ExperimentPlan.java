package io.moduli.core.experiment.trial;

import io.moduli.core.experiment.result.ResultAxis;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * All trials of an experiment, checked.
 *
 * @param name what the experiment is called
 * @param axes what is changed from trial to trial
 * @param metrics the metrics that are compared
 * @param baseline the labels that others are compared with, by their axes
 * @param trials in the order in which they are numbered at first
 */
public record ExperimentPlan(
        String name, List<ResultAxis> axes, List<String> metrics, SequencedMap<String, String> baseline,
        List<PlannedTrial> trials) {

    public ExperimentPlan {
        axes = List.copyOf(axes);
        metrics = List.copyOf(metrics);
        baseline = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(baseline));
        trials = List.copyOf(trials);
    }
}
