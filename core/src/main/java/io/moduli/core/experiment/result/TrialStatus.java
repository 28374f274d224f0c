package io.moduli.core.experiment.result;

/** How far a trial came. */
public enum TrialStatus {
    /** Its run ended well. */
    FINISHED,
    /** Its run ended with an error: diverged, out of memory, killed. */
    FAILED,
    /** It has not been started, or was stopped and can continue. */
    UNFINISHED
}
