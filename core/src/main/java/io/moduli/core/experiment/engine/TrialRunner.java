package io.moduli.core.experiment.engine;

import java.io.IOException;

/** Runs one trial, in whatever way; several may be run at once. */
@FunctionalInterface
public interface TrialRunner {

    /**
     * Runs or resumes a trial and returns when it has ended; its outcome is then in its folder.
     *
     * @param trial its number
     * @param listener is told how far it is
     * @throws IOException where not the trial, but what surrounds it failed
     * @throws InterruptedException where the thread is interrupted; the trial is asked to stop then
     */
    void run(int trial, TrialListener listener) throws IOException, InterruptedException;
}
