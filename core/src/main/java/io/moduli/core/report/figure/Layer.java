package io.moduli.core.report.figure;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * An element of a plane. Layers with the same name share an entry in the legend; those with an empty name have none.
 *
 * <p>Numbers that are not finite are left out and break a line, as do those that are not above 0 on a logarithmic axis.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Layer {

    /** What the legend says. */
    String name();

    /** A line through points, which are marked where they are few. */
    record Line(String name, double[] x, double[] y, Look look) implements Layer {
        public Line {
            requireAsMany(name, x, y);
        }
    }

    /** The area between two lines, such as a spread about a mean. */
    record Band(String name, double[] x, double[] low, double[] high, Look look) implements Layer {
        public Band {
            requireAsMany(name, x, low);
            requireAsMany(name, x, high);
        }
    }

    /** Many thin lines, separated by gaps. */
    record Strands(String name, double[] x, double[] y, Look look) implements Layer {
        public Strands {
            requireAsMany(name, x, y);
        }
    }

    /**
     * An edge that is glued to another one with the same letter, in the direction of its arrow.
     *
     * @param letter the letter beside it; if it is empty, there is no arrow
     * @param x where it begins and ends
     * @param y where it begins and ends
     */
    record Edge(String name, String letter, double[] x, double[] y) implements Layer {
        public Edge {
            requireAsMany(name, x, y);
        }
    }

    /** Points by themselves. */
    record Dots(String name, double[] x, double[] y, Look look) implements Layer {
        public Dots {
            requireAsMany(name, x, y);
        }
    }

    /** Vertical bars of uncertainty, from low to high. */
    record Errors(String name, double[] x, double[] low, double[] high, Look look) implements Layer {
        public Errors {
            requireAsMany(name, x, low);
            requireAsMany(name, x, high);
        }
    }

    /**
     * Columns that stand on 0, as in a histogram.
     *
     * @param edges where they begin and end, one more than there are columns, ascending
     * @param values how high they are
     */
    record Columns(String name, double[] edges, double[] values, Look look) implements Layer {
        public Columns {
            if (edges.length != values.length + 1) {
                throw new IllegalArgumentException(
                        "%s: %d edges of %d columns".formatted(name, edges.length, values.length));
            }
        }
    }

    /** A horizontal line at a number to compare with, such as a baseline, a target or a limit. */
    record Level(String name, double at, Look look) implements Layer {}

    /** A vertical line where something begins, with its name beside it, such as a stage of a run. */
    record Beginning(String name, double at) implements Layer {}

    private static void requireAsMany(String name, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("%s: %d by %d numbers".formatted(name, x.length, y.length));
        }
    }
}
