package io.moduli.core.report.figure;

import java.util.List;

/**
 * Things with many numbers each: an axis for each number, one below the other, and a line across all of them for each thing. The
 * colour of a line is its place on the last axis.
 *
 * @param things the names of the things
 * @param axes two or more, from top to bottom
 * @param values for each axis the numbers of all things, in the same order; NaN leaves a gap in the line
 */
public record ParallelCoordinates(
        String name, String title, String caption, List<String> things, List<Axis> axes, List<double[]> values)
        implements Figure {

    public ParallelCoordinates {
        things = List.copyOf(things);
        axes = List.copyOf(axes);
        values = List.copyOf(values);
        if (axes.size() < 2 || axes.size() != values.size()) {
            throw new IllegalArgumentException("%s: %d axes, and numbers of %d".formatted(
                    name, axes.size(), values.size()));
        }
        int lines = things.size();
        if (values.stream().anyMatch(numbers -> numbers.length != lines)) {
            throw new IllegalArgumentException("%s: not every axis has %d numbers".formatted(name, lines));
        }
    }
}
