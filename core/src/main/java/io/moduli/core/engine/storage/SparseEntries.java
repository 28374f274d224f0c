package io.moduli.core.engine.storage;

import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a sparse weight as a regularizer or a pruner sees them.
 *
 * @param shape the whole matrix
 * @param weight its stored entries
 * @param index the block's number
 * @param blocks how many there are
 * @param firstRow the first row
 * @param endRow one past the last
 */
record SparseEntries(WeightShape shape, SparseWeight weight, int index, int blocks, int firstRow, int endRow)
        implements EntryBlock {

    /** A block has about this many entries, so that a few entries are not split into tiny pieces. */
    private static final int ENTRIES_PER_BLOCK = 1 << 12;

    /** All rows as one block. */
    static EntryBlock whole(WeightShape shape, SparseWeight weight) {
        return new SparseEntries(shape, weight, 0, 1, 0, shape.rows());
    }

    /** The rows as blocks of about the same number of entries; the split depends on the structure alone. */
    static List<EntryBlock> blocks(WeightShape shape, SparseWeight weight) {
        int wanted = weight.structure().entries() / ENTRIES_PER_BLOCK;
        int count = Math.clamp(wanted, Math.min(2, shape.rows()), shape.rows());
        int[] bounds = weight.structure().byRow().split(count);
        List<EntryBlock> all = new ArrayList<>();
        for (int block = 0; block < count; block++) {
            all.add(new SparseEntries(shape, weight, block, count, bounds[block], bounds[block + 1]));
        }
        return all;
    }

    @Override
    public long begin(int row) {
        return weight.structure().byRow().begin(row);
    }

    @Override
    public long end(int row) {
        return weight.structure().byRow().begin(row + 1);
    }

    @Override
    public boolean dense() {
        return false;
    }

    @Override
    public int column(long entry) {
        return weight.structure().byRow().column((int) entry);
    }

    @Override
    public MemorySegment values() {
        return weight.values();
    }

    @Override
    public MemorySegment gradients() {
        return weight.gradients();
    }
}
