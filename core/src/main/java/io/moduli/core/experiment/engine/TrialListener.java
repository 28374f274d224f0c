package io.moduli.core.experiment.engine;

/** Is told what becomes of trials. */
public interface TrialListener {

    /** A trial is begun, or gone on with. */
    default void started(int trial) {}

    /**
     * How far a trial is.
     *
     * @param share of its steps, from 0 to 1
     */
    default void progressed(int trial, double share) {}

    /** A trial has ended, in whatever way. */
    default void ended(int trial) {}

    /** Something that the user would want to know. */
    default void warned(String message) {}
}
