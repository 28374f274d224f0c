package io.moduli.api.geometry;

/** What a component does with the geometry of a layer. */
public enum GeometryUse {
    /** It never looks. */
    NONE,
    /** It looks where a layer has one, and does without where it has none. */
    OPTIONAL,
    /** It cannot work without one; a pipeline whose layers have none is refused. */
    REQUIRED
}
