package io.moduli.plugins.moduli.regularizer;

/** Where the coefficients of a moduli regularizer come from: the geometry, or one of two controls without geometry. */
public enum CoefficientSource {
    /** The distances of the units' points. */
    GEOMETRY,
    /** The mean of the geometry's coefficients over all pairs, everywhere: L1 or L2 of the same weight. */
    MEAN,
    /** The geometry's coefficients, shuffled among all ordered pairs: the same values, nothing else. */
    SHUFFLED
}
