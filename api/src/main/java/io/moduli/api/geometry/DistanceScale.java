package io.moduli.api.geometry;

/** The unit of the distances of a {@link LayerGeometry}. */
public enum DistanceScale {
    /** The space's own unit of length. */
    AS_IS,
    /**
     * The median distance of two different units of the layer, so that the same inhibitor suits spaces whose typical distances
     * differ by orders of magnitude. Of more than 4,096 units, that many are measured, evenly spread over their numbers.
     */
    UNIT_MEDIAN
}
