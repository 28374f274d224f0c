package io.moduli.api.task;

/** The parts of a task's data. */
public enum Split {
    /** Weights learn from it. */
    TRAIN,
    /** Learning-rate schedules look at it. */
    VALIDATION,
    /** Neither; the final judgement. */
    TEST
}
