package io.moduli.plugins.moduli.regularizer;

/** The cost of self-connections: the diagonal of a recurrent weight, gate by gate. */
public enum SelfConnections {
    /** Nothing, so that the penalty leaves them alone. */
    KEEP,
    /** The inhibitor's value at distance 0, as in the publication. */
    BY_COST
}
