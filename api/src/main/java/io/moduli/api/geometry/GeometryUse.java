package io.moduli.api.geometry;

/** What a component does with the geometry of a layer. */
public enum GeometryUse {
    /** It never uses a geometry. */
    NONE,
    /** It uses the geometry of a layer that has one, and does without where there is none. */
    OPTIONAL,
    /** It cannot work without one; a pipeline whose layers have none is refused. */
    REQUIRED
}
