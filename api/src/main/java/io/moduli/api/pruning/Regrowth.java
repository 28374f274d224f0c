package io.moduli.api.pruning;

/**
 * Whether a pruner brings entries back, and what those begin with. The host writes the values. An entry that comes back is a
 * new one: whatever it was before, the optimizer's moments of it begin at 0. An entry that a pruner drops and brings back in
 * one and the same round was never gone: its mask has not changed, so it keeps value and moments.
 */
public enum Regrowth {
    /** Removed entries stay removed. */
    NONE,
    /** They begin at 0. */
    ZERO,
    /** They begin with uniform draws, as the weight's first values are drawn where no initializer is on it. */
    DRAWN
}
