package io.moduli.plugins.pruning.group;

/** Which units of a layer form a group. */
public enum GroupOrder {
    /** Units with consecutive numbers. Units are numbered along the geometry of their layer, if it has one. */
    GEOMETRY,
    /** Units drawn at random from the seed, the same ones in all weights of a layer: the control. */
    SHUFFLED
}
