package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.weight.WeightShape;

/** How the terms of a matrix's entries are combined. */
public enum Reduction {
    /** Their mean over all entries of the matrix; those that were pruned count as 0. */
    MEAN,
    /** Their sum. */
    SUM;

    /** The factor of the sum over the entries, for a penalty of this strength. */
    double factor(double strength, WeightShape weight) {
        return this == MEAN ? strength / weight.entries() : strength;
    }
}
