package io.moduli.core.geometry;

/** How the points of a layer's units are chosen. */
public enum Placement {
    /** Each is drawn from the space, independently of the others, so there are clumps and holes. */
    UNIFORM,
    /** They are spread evenly over the region that samples of the space cover, see {@link EvenPoints}. */
    EVEN
}
