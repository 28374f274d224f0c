package io.moduli.core.engine.storage;

import io.moduli.api.tensor.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Off-heap memory of whole cache lines, all 0, that lives as long as it is reachable. */
public final class OffHeap {

    private OffHeap() {}

    /** Room for a count of float32 numbers or 32-bit integers; at least one cache line, even for none. */
    public static MemorySegment words(long count) {
        long bytes = Math.max(1, count) * Integer.BYTES;
        return Arena.ofAuto().allocate(Math.ceilDiv(bytes, Matrix.ALIGNMENT) * Matrix.ALIGNMENT, Matrix.ALIGNMENT);
    }
}
