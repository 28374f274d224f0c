package io.moduli.core.report.drawing;

import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Panel;
import io.moduli.api.report.Exhibit.Series;
import java.util.List;
import java.util.Optional;

/** A picture before it is drawn: its numbers, its labels, and the name of its file without the ending. */
public sealed interface Picture {

    /** The name of its file, of lower-case letters, digits and hyphens, without the ending. */
    String fileName();

    /** What it is called; also what is read out where it cannot be seen. */
    String title();

    /**
     * Series in one plane.
     *
     * @param scale how numbers become places
     * @param right series with an axis of their own on the right
     */
    record Chart(
            String fileName,
            String title,
            Axis x,
            Axis y,
            List<Series> series,
            Scale scale,
            Optional<RightAxis> right)
            implements Picture {
        public Chart {
            series = List.copyOf(series);
        }
    }

    /** How numbers become places in a plane. */
    enum Scale {
        /** Both axes show the range of the numbers. */
        FITTED,
        /** The vertical axes begin at 0, so that heights compare as the numbers do; not the left one where all are far above it. */
        FROM_ZERO,
        /** The vertical axis is logarithmic; only numbers above 0 are drawn. */
        LOGARITHMIC,
        /** A unit is as long on either axis, as on a map. */
        EQUAL
    }

    /** A second vertical axis, which is never logarithmic, with its series. */
    record RightAxis(Axis axis, Series series) {}

    /**
     * Horizontal bars, one below the other.
     *
     * @param values as many as there are names
     * @param greatest where the axis ends
     */
    record Bars(String fileName, String title, Axis axis, List<String> names, List<Double> values, double greatest)
            implements Picture {
        public Bars {
            names = List.copyOf(names);
            values = List.copyOf(values);
            if (names.size() != values.size()) {
                throw new IllegalArgumentException("%d names of %d bars".formatted(names.size(), values.size()));
            }
        }
    }

    /**
     * A matrix of signed numbers in diverging colours around 0.
     *
     * @param values [rows][columns], the first row on top; not-a-number is left blank
     * @param extent how many entries of the whole matrix a row or a column has, before any pooling
     * @param limit the size from which on colours change no more, above 0
     * @param saturated whether there are numbers beyond the limit
     * @param blank what it means that an entry is blank
     */
    record SignedMatrix(
            String fileName,
            String title,
            Axis columns,
            Axis rows,
            Axis colour,
            double[][] values,
            int extent,
            double limit,
            boolean saturated,
            String blank)
            implements Picture {}

    /** Small images, each with a colour scale of its own. */
    record Images(String fileName, String title, List<Panel> panels) implements Picture {
        public Images {
            panels = List.copyOf(panels);
        }
    }
}
