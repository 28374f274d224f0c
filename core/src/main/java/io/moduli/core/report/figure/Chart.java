package io.moduli.core.report.figure;

import java.util.List;

/**
 * One or more planes, one below the other, with the same range on their horizontal axes.
 *
 * @param planes from top to bottom, one or more
 */
public record Chart(String name, String title, String caption, List<Plane> planes) implements Figure {

    public Chart {
        planes = List.copyOf(planes);
        if (planes.isEmpty()) {
            throw new IllegalArgumentException(title + ": a chart needs a plane");
        }
    }

    /** A chart of a single plane. */
    public Chart(String name, String title, String caption, Plane plane) {
        this(name, title, caption, List.of(plane));
    }
}
