package io.moduli.api.task;

/** The parts of a task's data. */
public enum Split {
    /** For training the weights. */
    TRAIN,
    /** For learning-rate schedules and for choosing the best network. */
    VALIDATION,
    /** For the final evaluation only. */
    TEST
}
