package io.moduli.api.geometry;

/** The unit in which a {@link LayerGeometry} tells distances. */
public enum DistanceScale {
    /** The space's own unit of length. */
    AS_IS,
    /**
     * The median distance of two different units of the layer, so that spaces whose typical distances differ by orders of
     * magnitude meet an inhibitor alike.
     */
    UNIT_MEDIAN
}
