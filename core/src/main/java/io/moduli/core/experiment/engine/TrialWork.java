package io.moduli.core.experiment.engine;

import io.moduli.core.pipeline.Cancellation;
import java.nio.file.Path;
import java.util.List;

/**
 * The work for an engine.
 *
 * @param folder the experiment's folder, in which {@code trials/NUMBER} contains everything that a trial needs
 * @param trials the numbers of the trials to run, in the order in which they are best started
 * @param demand the resources that they need
 * @param here runs one of them on this machine
 * @param cancellation asks to stop: trials end after their current step, and no more are started
 */
public record TrialWork(Path folder, List<Integer> trials, TrialDemand demand, TrialRunner here,
        Cancellation cancellation) {

    public TrialWork {
        trials = List.copyOf(trials);
    }
}
