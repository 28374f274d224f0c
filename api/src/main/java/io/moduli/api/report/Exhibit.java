package io.moduli.api.report;

import java.util.List;
import java.util.Optional;

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

    /** How a series is drawn. */
    enum Style {
        /** Consecutive points are joined. */
        LINE,
        /** They are joined by a dashed line. */
        DASHED_LINE,
        /** They are joined, and where the line begins it has a mark. */
        PATH,
        /** Every point is a mark. */
        MARKS,
        /** They are joined in grey: a frame or another help for the eye. */
        OUTLINE
    }

    /**
     * Points that belong together, drawn as a line or as marks.
     *
     * @param name what the legend says, once for all series of this name
     * @param x places along the first axis
     * @param y places along the second axis, as many; not-a-number if there is none, which breaks a line
     * @param style how it is drawn
     * @param group series of the same group have one colour; 0 for a colour of its own
     */
    record Series(String name, double[] x, double[] y, Style style, int group) {
        public Series {
            if (x.length != y.length) {
                throw new IllegalArgumentException("%s: %d by %d numbers".formatted(name, x.length, y.length));
            }
        }

        /** A line, or marks, in a colour of its own. */
        public Series(String name, double[] x, double[] y, boolean line) {
            this(name, x, y, line ? Style.LINE : Style.MARKS, 0);
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
     * @param value what colours mean
     * @param together how many consecutive images belong together and are kept side by side
     * @param panels the images
     */
    record Gallery(String title, String caption, Axis value, int together, List<Panel> panels) implements Exhibit {
        public Gallery {
            panels = List.copyOf(panels);
        }

        /** Images that stand by themselves. */
        public Gallery(String title, String caption, List<Panel> panels) {
            this(title, caption, new Axis("value", ""), 1, panels);
        }
    }

    /**
     * An image of numbers.
     *
     * @param name what stands below it
     * @param values the numbers, [rows][columns], the first row on top; not-a-number if there is none
     * @param limit above 0: colours go from -limit to limit, around 0; 0: from the minimum to the maximum of the numbers
     * @param bar a scale bar within the image
     */
    record Panel(String name, double[][] values, double limit, Optional<ScaleBar> bar) {

        /** An image in the colours of its range, without a scale bar. */
        public Panel(String name, double[][] values) {
            this(name, values, 0, Optional.empty());
        }
    }

    /**
     * How long something is in an image.
     *
     * @param columns the length in columns of the image
     * @param label the length with its unit
     */
    record ScaleBar(double columns, String label) {}

    /**
     * A text, shown as it is.
     *
     * @param text plain text; nothing in it is mark-up
     */
    record Passage(String title, String caption, String text) implements Exhibit {}
}
