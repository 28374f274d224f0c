package io.moduli.api.geometry;

/**
 * A component that may look at where units lie. The host asks before training: it refuses a pipeline in which a geometry is
 * missing, and warns of one in which nobody reads the geometry that it has.
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
