package io.moduli.core.engine.storage;

import io.moduli.api.tensor.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Off-heap memory in whole cache lines, initially 0, that is freed when it is no longer reachable. */
public final class OffHeap {

    private OffHeap() {}

    /** Room for a count of float32 numbers or 32-bit integers; at least one cache line, even for none. */
    public static MemorySegment words(long count) {
        long bytes = Math.max(1, count) * Integer.BYTES;
        return Arena.ofAuto().allocate(Math.ceilDiv(bytes, Matrix.ALIGNMENT) * Matrix.ALIGNMENT, Matrix.ALIGNMENT);
    }
}
