package io.moduli.core.engine.storage;

import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.threads.Team;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a densely stored weight as a regularizer or a pruner sees them.
 *
 * @param shape the whole matrix
 * @param storage all of its entries
 * @param index the block's number
 * @param blocks how many there are
 * @param firstRow the first row
 * @param endRow one past the last
 */
record DenseEntries(WeightShape shape, DenseStorage storage, int index, int blocks, int firstRow, int endRow)
        implements EntryBlock {

    /** A block has about this many entries, so that small matrices are not split into tiny pieces. */
    private static final int ENTRIES_PER_BLOCK = 1 << 14;

    /** All rows of a weight as one block. */
    static EntryBlock whole(WeightShape shape, DenseStorage storage) {
        return new DenseEntries(shape, storage, 0, 1, 0, shape.rows());
    }

    /** The rows of a weight as blocks for several threads; the split depends on the weight's extents alone. */
    static List<EntryBlock> blocks(WeightShape shape, DenseStorage storage) {
        int count = Math.clamp(shape.entries() / ENTRIES_PER_BLOCK, Math.min(2, shape.rows()), shape.rows());
        int[] bounds = Team.split(shape.rows(), count);
        List<EntryBlock> blocks = new ArrayList<>();
        for (int block = 0; block < count; block++) {
            blocks.add(new DenseEntries(shape, storage, block, count, bounds[block], bounds[block + 1]));
        }
        return blocks;
    }

    @Override
    public long begin(int row) {
        return (long) row * storage.valueMatrix().stride();
    }

    @Override
    public long end(int row) {
        return begin(row) + shape.columns();
    }

    @Override
    public boolean dense() {
        return true;
    }

    @Override
    public int column(long entry) {
        return (int) (entry % storage.valueMatrix().stride());
    }

    @Override
    public MemorySegment values() {
        return storage.values();
    }

    @Override
    public MemorySegment gradients() {
        return storage.gradients();
    }
}
