package io.moduli.core.geometry;

/** How the points of a layer's units are chosen. */
public enum Placement {
    /** Each is drawn from the space, independently of the others: with clumps and holes, as chance has them. */
    UNIFORM,
    /** They are spread evenly over what the space's samples cover, see {@link EvenPoints}. */
    EVEN
}
