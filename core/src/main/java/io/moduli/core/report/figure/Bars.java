package io.moduli.core.report.figure;

import java.util.List;

/**
 * Horizontal bars, each below its name and with its number behind it.
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
     * @param name what it is of
     * @param value how long it is
     * @param note what stands behind its number, such as a count; may be empty
     */
    public record Bar(String name, double value, String note) {}
}
