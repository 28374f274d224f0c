package io.moduli.core.experiment.engine;

import java.io.IOException;
import java.util.List;

/** Runs trials. */
public interface TrialEngine {

    /** The number of threads of a trial whose pipeline does not set it. */
    int threadsPerTrial();

    /** How many trials it runs at once; all of them if it cannot tell. */
    default int atOnce(TrialDemand demand) {
        return Math.max(1, demand.bytes().size());
    }

    /**
     * Checks whether it can run trials.
     *
     * @param demand what they need
     * @return the reasons why it cannot, a sentence each; empty if there are none
     */
    List<String> check(TrialDemand demand);

    /**
     * Runs trials, and returns when all have ended, or when it was asked to stop and all running trials have stopped.
     *
     * @param work which trials, and how one is run on this machine
     * @param listener is informed of their progress; calls may come from several threads, one at a time
     * @throws IOException if the environment failed rather than a trial, for example because the disk is full
     * @throws InterruptedException if the thread is interrupted
     */
    void run(TrialWork work, TrialListener listener) throws IOException, InterruptedException;
}
