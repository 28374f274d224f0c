package io.moduli.plugins.pruning.setting;

/** Which entries compete with each other when a share of them is removed. */
public enum PruningScope {
    /** All matrices together; a matrix of small entries may lose far more than its share, or all of its entries. */
    GLOBAL,
    /** Each matrix by itself: all of them lose the same share. */
    LAYER,
    /** Each unit and gate by itself: all units of a matrix keep the same number of connections, up to one. */
    UNIT,
    /** The recurrent matrices together; no other matrix is pruned. */
    RECURRENT
}
