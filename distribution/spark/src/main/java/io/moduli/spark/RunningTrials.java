package io.moduli.spark;

import io.moduli.core.experiment.engine.TrialListener;
import io.moduli.core.experiment.trial.ExperimentFolder;
import java.util.TreeSet;

/** The trials that executors have begun with; asked now and then, it tells how far they are. */
final class RunningTrials {

    private final ExperimentFolder folder;
    private final TrialListener listener;
    private final TreeSet<Integer> running = new TreeSet<>();

    RunningTrials(ExperimentFolder folder, TrialListener listener) {
        this.folder = folder;
        this.listener = listener;
    }

    synchronized void started(int trial) {
        running.add(trial);
        listener.started(trial);
    }

    synchronized void ended(int trial) {
        running.remove(trial);
        listener.ended(trial);
    }

    /** Tells how far each of them is, as its executor has noted in its folder. */
    synchronized void look() {
        for (int trial : running) {
            folder.trial(trial).progress().ifPresent(share -> listener.progressed(trial, share));
        }
    }
}
