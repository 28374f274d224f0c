package io.moduli.core.report.figure;

import java.util.List;

/**
 * Horizontal bars, each below its name and followed by its number.
 *
 * @param maximum where the axis ends
 */
public record Bars(String name, String title, String caption, Axis axis, List<Bar> bars, double maximum)
        implements Figure {

    public Bars {
        bars = List.copyOf(bars);
    }

    /**
     * A bar.
     *
     * @param name its name
     * @param value its length
     * @param note text after its number, such as a count; may be empty
     */
    public record Bar(String name, double value, String note) {}
}
