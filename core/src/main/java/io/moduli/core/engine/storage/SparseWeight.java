package io.moduli.core.engine.storage;

import java.lang.foreign.MemorySegment;

/**
 * A weight of which only some entries are stored, and the gradient of the loss with respect to them: one float32 number
 * per entry in each, off-heap, in the order of {@link SparseStructure#byRow}, initially 0. The memory consists of whole
 * cache lines; the part after the last entry belongs to no row and may be overwritten.
 */
public final class SparseWeight {

    private final SparseStructure structure;
    private final MemorySegment values;
    private final MemorySegment gradients;

    /** A weight of 0 everywhere. */
    public SparseWeight(SparseStructure structure) {
        this.structure = structure;
        this.values = OffHeap.words(structure.entries());
        this.gradients = OffHeap.words(structure.entries());
    }

    /** Which entries are stored. */
    public SparseStructure structure() {
        return structure;
    }

    /** The entries' values. */
    public MemorySegment values() {
        return values;
    }

    /** The gradients of the loss with respect to the entries. */
    public MemorySegment gradients() {
        return gradients;
    }
}
