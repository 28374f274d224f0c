package io.moduli.core.experiment.engine;

import java.io.IOException;
import java.util.List;

/** Runs trials. */
public interface TrialEngine {

    /** How many threads a trial works with whose pipeline does not say. */
    int threadsPerTrial();

    /** How many trials it runs at once; all of them where it cannot tell. */
    default int atOnce(TrialDemand demand) {
        return Math.max(1, demand.bytes().size());
    }

    /**
     * Checks whether it can run trials.
     *
     * @param demand what they need
     * @return what keeps it from it, a sentence each; empty where nothing does
     */
    List<String> check(TrialDemand demand);

    /**
     * Runs trials, and returns when all have ended or it was asked to stop and all that were being run have.
     *
     * @param work which, and how one is run on this machine
     * @param listener is told what becomes of them; calls may come from several threads, one at a time
     * @throws IOException where not the trial, but what surrounds it failed, such as a disk that is full
     * @throws InterruptedException where the thread is interrupted
     */
    void run(TrialWork work, TrialListener listener) throws IOException, InterruptedException;
}
