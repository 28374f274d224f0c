package io.moduli.core.experiment.engine;

import java.io.IOException;

/** Runs one trial; several may be run at once. */
@FunctionalInterface
public interface TrialRunner {

    /**
     * Runs or resumes a trial and returns when it has ended; its outcome is then in its folder.
     *
     * @param trial its number
     * @param listener is informed of its progress
     * @throws IOException if the environment failed rather than the trial
     * @throws InterruptedException if the thread is interrupted; the trial is asked to stop then
     */
    void run(int trial, TrialListener listener) throws IOException, InterruptedException;
}
