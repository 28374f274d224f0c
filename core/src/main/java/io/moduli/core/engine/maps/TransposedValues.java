package io.moduli.core.engine.maps;

import io.moduli.core.engine.storage.OffHeap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.SparseStructure;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A copy of a sparse weight's values in the order of its columns, which products with the transposed matrix read. Each
 * worker copies what it is going to read itself, whenever the values have changed since its last copy, so that no
 * worker waits for another.
 */
final class TransposedValues {

    private static final long NEVER = -1;

    private final Parameter weight;
    private final MemorySegment values;
    /** The version of the weight's values that each worker has copied. */
    private final long[] copied;

    /** @param weight a weight that is stored sparse */
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

    /** Whether the worker's part is outdated; the caller must copy it now, since from now on it counts as current. */
    boolean outdated(int worker) {
        long version = weight.valuesVersion();
        boolean outdated = copied[worker] != version;
        copied[worker] = version;
        return outdated;
    }

    /** Copies the entries from {@code first} to {@code end - 1}, numbered along the columns. */
    void copy(int first, int end) {
        MemorySegment order = weight.sparse().structure().order();
        MemorySegment source = weight.sparse().values();
        for (int entry = first; entry < end; entry++) {
            int number = order.getAtIndex(ValueLayout.JAVA_INT, entry);
            values.setAtIndex(ValueLayout.JAVA_FLOAT, entry, source.getAtIndex(ValueLayout.JAVA_FLOAT, number));
        }
    }
}
