package io.moduli.core.state;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * An array of a state that is being written.
 *
 * @param name its full name, such as {@code parameters/decoder.weight/values}
 * @param type of its numbers
 * @param shape its extents, row-major
 * @param content writes the numbers, little-endian
 */
public record SavedArray(String name, NumberType type, List<Integer> shape, Content content) {

    public SavedArray {
        shape = List.copyOf(shape);
    }

    /** Bytes of all numbers. */
    public long bytes() {
        long bytes = type.bytes();
        for (int extent : shape) {
            bytes = Math.multiplyExact(bytes, extent);
        }
        return bytes;
    }

    /** Writes numbers, little-endian. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of them. */
        void writeTo(OutputStream output) throws IOException;
    }
}
