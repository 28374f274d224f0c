package io.moduli.api.state;

import java.util.List;

/**
 * A named array of numbers that a run stores beside its weights.
 *
 * @param name lower-case words joined by underscores; points are named {@code points}
 * @param shape the extents, row-major
 * @param values as many numbers as the shape says
 */
public record StateArray(String name, List<Integer> shape, double[] values) {

    public StateArray {
        shape = List.copyOf(shape);
        int size = shape.stream().reduce(1, Math::multiplyExact);
        if (size != values.length) {
            throw new IllegalArgumentException("%s: %d values for the shape %s".formatted(name, values.length, shape));
        }
    }
}
