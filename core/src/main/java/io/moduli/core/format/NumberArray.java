package io.moduli.core.format;

import java.util.List;

/**
 * Numbers in a row-major array with any number of axes.
 *
 * @param shape the extents, none of them negative
 * @param values the numbers, the last axis varying fastest
 */
public record NumberArray(List<Integer> shape, float[] values) {

    public NumberArray {
        shape = List.copyOf(shape);
        long needed = 1;
        for (int extent : shape) {
            needed = Math.multiplyExact(needed, extent);
        }
        if (needed != values.length) {
            throw new IllegalArgumentException("%d numbers for shape %s".formatted(values.length, shape));
        }
    }

    /** The extent of an axis, counted from 0. */
    public int extent(int axis) {
        return shape.get(axis);
    }

    /** How many axes there are. */
    public int axes() {
        return shape.size();
    }
}
