package io.moduli.core.engine.maps;

import io.moduli.core.engine.storage.OffHeap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.SparseStructure;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A copy of a sparse weight's values in the order of its columns, which products with the transposed matrix read. Every
 * worker copies what it is itself going to read, whenever the values have changed since it last did, so that no worker waits
 * for anybody.
 */
final class TransposedValues {

    private static final long NEVER = -1;

    private final Parameter weight;
    private final MemorySegment values;
    /** The version of the weight's values that each worker has copied. */
    private final long[] copied;

    /** @param weight one that is stored sparse */
    TransposedValues(Parameter weight, int workers) {
        this.weight = weight;
        this.values = OffHeap.words(weight.sparse().structure().entries());
        this.copied = new long[workers];
        Arrays.fill(copied, NEVER);
    }

    /** The values, in the order of {@link SparseStructure#byColumn}. */
    MemorySegment values() {
        return values;
    }

    /** Whether the worker's part is of older values; it is to be copied now, since from now on it counts as new. */
    boolean outdated(int worker) {
        long version = weight.valuesVersion();
        boolean outdated = copied[worker] != version;
        copied[worker] = version;
        return outdated;
    }

    /** Copies the entries from {@code first} to {@code end - 1}, as they are numbered along the columns. */
    void copy(int first, int end) {
        MemorySegment order = weight.sparse().structure().order();
        MemorySegment source = weight.sparse().values();
        for (int entry = first; entry < end; entry++) {
            int number = order.getAtIndex(ValueLayout.JAVA_INT, entry);
            values.setAtIndex(ValueLayout.JAVA_FLOAT, entry, source.getAtIndex(ValueLayout.JAVA_FLOAT, number));
        }
    }
}
