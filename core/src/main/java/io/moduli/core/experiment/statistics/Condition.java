package io.moduli.core.experiment.statistics;

import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import java.util.List;

/**
 * All trials that differ in nothing but the seed.
 *
 * @param labels the label of each axis that is not the seed, in the order of the axes
 * @param trials at least one, in the order of their numbers
 */
public record Condition(List<String> labels, List<TrialResult> trials) {

    public Condition {
        labels = List.copyOf(labels);
        trials = List.copyOf(trials);
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("a condition without trials: " + labels);
        }
    }

    /** How many trials have a status. */
    public int count(TrialStatus status) {
        return (int) trials.stream().filter(trial -> trial.status() == status).count();
    }
}
