package io.moduli.api.geometry;

/**
 * A component that may use the positions of units. The host asks before training: it refuses a pipeline in which a required
 * geometry is missing, and warns about one in which nothing uses the geometry.
 */
public interface GeometryReader {

    /**
     * What the component does with the geometry of the layers of its weights.
     *
     * @return always the same answer
     */
    default GeometryUse geometryUse() {
        return GeometryUse.NONE;
    }
}
