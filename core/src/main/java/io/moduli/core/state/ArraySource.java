package io.moduli.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The source of the arrays of a stored state. */
public interface ArraySource {

    /** The type and extents of an array; empty if there is none of this name. */
    Optional<Shape> find(String name);

    /**
     * Reads a part of an array.
     *
     * @param name the name of an existing array
     * @param position the first byte, counted from the array's first
     * @param bytes is filled from its position to its limit
     */
    void read(String name, long position, ByteBuffer bytes) throws IOException;

    /**
     * The type and extents of an array.
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
