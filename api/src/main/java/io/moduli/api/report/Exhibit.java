package io.moduli.api.report;

import java.util.List;

/** One thing to be shown in a report. */
public sealed interface Exhibit {

    /** What it is called. */
    String title();

    /** What it shows and how to read it, in a sentence or two. */
    String caption();

    /**
     * An axis.
     *
     * @param label what is measured
     * @param unit in what; empty for plain numbers
     */
    record Axis(String label, String unit) {}

    /**
     * Points that belong together, drawn as a line or as marks.
     *
     * @param name what the legend says
     * @param x places along the first axis
     * @param y places along the second axis, as many; not-a-number where there is none, which breaks a line
     * @param line whether consecutive points are joined
     */
    record Series(String name, double[] x, double[] y, boolean line) {
        public Series {
            if (x.length != y.length) {
                throw new IllegalArgumentException("%s: %d by %d numbers".formatted(name, x.length, y.length));
            }
        }
    }

    /**
     * Several series in one plane.
     *
     * @param equalScale whether a unit is as long on either axis, as on a map
     */
    record Plot(String title, String caption, Axis x, Axis y, List<Series> series, boolean equalScale)
            implements Exhibit {
        public Plot {
            series = List.copyOf(series);
        }
    }

    /**
     * Small images side by side, such as rate maps, each with a colour scale of its own.
     *
     * @param panels the images
     */
    record Gallery(String title, String caption, List<Panel> panels) implements Exhibit {
        public Gallery {
            panels = List.copyOf(panels);
        }
    }

    /**
     * An image of numbers.
     *
     * @param name what stands below it
     * @param values the numbers, [rows][columns], the first row on top; not-a-number where there is none
     */
    record Panel(String name, double[][] values) {}

    /**
     * A text, shown as it is.
     *
     * @param text plain text; nothing in it is mark-up
     */
    record Passage(String title, String caption, String text) implements Exhibit {}
}
