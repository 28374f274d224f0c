package io.moduli.core.report.figure;

import java.util.List;

/**
 * Points and lines in three dimensions, which a reader turns by dragging.
 *
 * @param parts in the order of the legend
 */
public record Solid(String name, String title, String caption, List<Part> parts) implements Figure {

    public Solid {
        parts = List.copyOf(parts);
    }

    /**
     * Points, or lines through points.
     *
     * @param name its name in the legend; empty for none
     * @param x first coordinates; NaN breaks a line
     * @param y second coordinates
     * @param z third coordinates
     * @param line whether consecutive points are joined
     */
    public record Part(String name, double[] x, double[] y, double[] z, boolean line, Look look) {
        public Part {
            if (x.length != y.length || x.length != z.length) {
                throw new IllegalArgumentException(
                        "%s: %d by %d by %d numbers".formatted(name, x.length, y.length, z.length));
            }
        }
    }
}
