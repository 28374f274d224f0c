package io.moduli.core.experiment.engine;

import io.moduli.core.pipeline.Cancellation;
import java.nio.file.Path;
import java.util.List;

/**
 * What an engine is asked to do.
 *
 * @param folder the experiment's folder, in which {@code trials/NUMBER} has all that a trial is made of
 * @param trials the numbers of the trials to run, in the order in which they are best begun
 * @param demand what they need of a machine
 * @param here runs one of them on this machine
 * @param cancellation asks to stop: trials end after their current step, and none begins
 */
public record TrialWork(Path folder, List<Integer> trials, TrialDemand demand, TrialRunner here,
        Cancellation cancellation) {

    public TrialWork {
        trials = List.copyOf(trials);
    }
}
