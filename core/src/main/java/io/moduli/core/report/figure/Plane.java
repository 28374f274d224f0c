package io.moduli.core.report.figure;

import java.util.List;

/**
 * Layers over two axes, the first at the bottom.
 *
 * @param equalScale whether a unit has the same length on both axes, as on a map
 */
public record Plane(Axis x, Axis y, List<Layer> layers, boolean equalScale) {

    public Plane {
        layers = List.copyOf(layers);
    }

    /** A plane whose axes have scales of their own. */
    public Plane(Axis x, Axis y, List<Layer> layers) {
        this(x, y, layers, false);
    }
}
