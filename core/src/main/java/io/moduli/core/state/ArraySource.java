package io.moduli.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Where the arrays of a stored state come from. */
public interface ArraySource {

    /** What is known of an array before it is read; empty if there is none of this name. */
    Optional<Shape> find(String name);

    /**
     * Reads a part of an array.
     *
     * @param name of an array that is there
     * @param position the first byte, counted from the array's first
     * @param bytes is filled from its position to its limit
     */
    void read(String name, long position, ByteBuffer bytes) throws IOException;

    /**
     * What an array looks like.
     *
     * @param type the name of the type of its numbers, such as {@code F32}
     * @param extents its extents, row-major
     */
    record Shape(String type, List<Long> extents) {

        public Shape {
            extents = List.copyOf(extents);
        }
    }
}
