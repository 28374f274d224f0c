package io.moduli.plugins.moduli.regularizer;

/** The unit in which an inhibitor is given distances. */
public enum DistanceScale {
    /** The space's own unit of length. */
    AS_IS,
    /**
     * The median distance of two different neurons, so that spaces of very different typical distance meet an inhibitor
     * alike.
     */
    UNIT_MEDIAN
}
