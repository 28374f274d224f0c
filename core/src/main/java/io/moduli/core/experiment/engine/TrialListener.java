package io.moduli.core.experiment.engine;

/** Is informed of the progress of trials. */
public interface TrialListener {

    /** A trial is started or continued. */
    default void started(int trial) {}

    /**
     * The progress of a trial.
     *
     * @param share the share of its steps that are done, from 0 to 1
     */
    default void progressed(int trial, double share) {}

    /** A trial has ended, successfully or not. */
    default void ended(int trial) {}

    /** A message for the user. */
    default void warned(String message) {}
}
