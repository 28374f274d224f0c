package io.moduli.plugins.moduli.regularizer;

/** What the connections cost that units have to themselves: the diagonal of a recurrent weight, gate by gate. */
public enum SelfConnections {
    /** Nothing, so that the penalty leaves them alone. */
    KEEP,
    /** What the inhibitor says of the distance 0, as in the publication. */
    BY_COST
}
