package io.moduli.core.engine.storage;

import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The entries that a mask keeps, row after row without gaps. */
public final class SparseStorage extends WeightStorage {

    private final SparseWeight weight;

    SparseStorage(Mask mask) {
        this(new SparseWeight(SparseStructure.of(mask)));
    }

    private SparseStorage(SparseWeight weight) {
        super(weight.structure().rows(), weight.structure().columns(), weight.values(), weight.gradients());
        this.weight = weight;
    }

    public SparseWeight weight() {
        return weight;
    }

    @Override
    public StorageFormat format() {
        return StorageFormat.SPARSE;
    }

    @Override
    MemorySegment allocate() {
        return OffHeap.words(weight.structure().entries());
    }

    @Override
    public Optional<MemorySegment> survivors() {
        return Optional.empty();
    }

    @Override
    public long used() {
        return weight.structure().entries();
    }

    @Override
    public void read(MemorySegment numbers, int row, float[] out) {
        SparseRows rows = weight.structure().byRow();
        Arrays.fill(out, 0, rows.columns(), 0);
        int end = rows.begin(row + 1);
        for (int entry = rows.begin(row); entry < end; entry++) {
            out[rows.column(entry)] = numbers.getAtIndex(ValueLayout.JAVA_FLOAT, entry);
        }
    }

    /** Shows the entries of a row with their values. */
    void forEach(int row, Parameter.EntryVisitor visitor) {
        SparseRows rows = weight.structure().byRow();
        int end = rows.begin(row + 1);
        for (int entry = rows.begin(row); entry < end; entry++) {
            visitor.visit(rows.column(entry), values().getAtIndex(ValueLayout.JAVA_FLOAT, entry));
        }
    }

    @Override
    public void write(MemorySegment numbers, int row, float[] all) {
        SparseRows rows = weight.structure().byRow();
        int end = rows.begin(row + 1);
        for (int entry = rows.begin(row); entry < end; entry++) {
            numbers.setAtIndex(ValueLayout.JAVA_FLOAT, entry, all[rows.column(entry)]);
        }
    }

    @Override
    public long bytes() {
        SparseStructure structure = weight.structure();
        long indices = structure.byRow().begins().byteSize() + structure.byRow().columnIndices().byteSize()
                + structure.byColumn().begins().byteSize() + structure.byColumn().columnIndices().byteSize()
                + structure.order().byteSize();
        return indices + values().byteSize() * (2 + moments().size());
    }

    @Override
    public long bytesOfValues() {
        return used() * (Float.BYTES + Integer.BYTES);
    }

    @Override
    public EntryBlock entries(WeightShape shape) {
        return SparseEntries.whole(shape, weight);
    }

    @Override
    public List<EntryBlock> blocks(WeightShape shape) {
        return SparseEntries.blocks(shape, weight);
    }
}
