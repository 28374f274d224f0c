package io.moduli.core.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The numbers of a stored array, read from the first to the last. */
public final class StoredArray {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ArraySource source;
    private final String name;
    private final NumberType type;
    private final long bytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long position;

    StoredArray(ArraySource source, String name, NumberType type, long numbers) {
        this.source = source;
        this.name = name;
        this.type = type;
        this.bytes = numbers * type.bytes();
    }

    /** How many numbers there are. */
    public long count() {
        return bytes / type.bytes();
    }

    /** The next number of an array of floats. */
    public float nextFloat() {
        require(NumberType.F32);
        return buffer.getFloat();
    }

    /** The next number of an array of integers. */
    public int nextInt() {
        require(type == NumberType.U16 ? NumberType.U16 : NumberType.I32);
        return type == NumberType.U16 ? Short.toUnsignedInt(buffer.getShort()) : buffer.getInt();
    }

    /** The next number of an array of float64 numbers. */
    public double nextDouble() {
        require(NumberType.F64);
        return buffer.getDouble();
    }

    private void require(NumberType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("%s holds %s, not %s".formatted(name, type, wanted));
        }
        if (!buffer.hasRemaining()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), bytes - position));
            try {
                source.read(name, position, buffer);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            position += buffer.limit();
            buffer.rewind();
        }
    }
}
