package io.moduli.api.task;

/** At which time steps outputs are read. */
public enum ReadOut {
    /** After the last step: outputs are [outputs × batch]. */
    LAST_STEP,
    /** After every step: outputs are [outputs × time · batch]. */
    EVERY_STEP
}
