package io.moduli.core.engine.storage;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/** Every entry of a matrix, row by row; entries removed by a mask have value and moments 0. */
public final class DenseStorage extends WeightStorage {

    private final Matrix values;
    private final Matrix gradient;
    private Optional<Mask> mask = Optional.empty();
    private Optional<MemorySegment> survivors = Optional.empty();

    DenseStorage(int rows, int columns) {
        this(allocate(rows, columns), allocate(rows, columns));
    }

    private DenseStorage(Matrix values, Matrix gradient) {
        super(values.rows(), values.columns(), values.memory(), gradient.memory());
        this.values = values;
        this.gradient = gradient;
    }

    /** A vector's numbers are contiguous; each row of a weight begins at a cache line. */
    private static Matrix allocate(int rows, int columns) {
        return columns == 1 ? Matrix.allocate(rows, columns) : Matrix.allocateAligned(rows, columns);
    }

    public Matrix valueMatrix() {
        return values;
    }

    public Matrix gradientMatrix() {
        return gradient;
    }

    /** Keeps only the entries that a mask keeps, and sets the others to 0. */
    void restrict(Mask newMask) {
        Matrix kept = allocate(values.rows(), values.columns());
        for (int row = 0; row < values.rows(); row++) {
            for (int column = 0; column < values.columns(); column++) {
                if (newMask.keeps(row, column)) {
                    kept.set(row, column, 1);
                } else {
                    values.set(row, column, 0);
                    for (MemorySegment moment : moments()) {
                        moment.set(ValueLayout.JAVA_FLOAT, values.byteOffset(row, column), 0);
                    }
                }
            }
        }
        mask = Optional.of(newMask);
        survivors = Optional.of(kept.memory());
    }

    @Override
    public StorageFormat format() {
        return StorageFormat.DENSE;
    }

    @Override
    MemorySegment allocate() {
        return allocate(rows(), columns()).memory();
    }

    @Override
    public Optional<MemorySegment> survivors() {
        return survivors;
    }

    @Override
    public long used() {
        return values.memory().byteSize() / Float.BYTES;
    }

    @Override
    public void read(MemorySegment numbers, int row, float[] out) {
        MemorySegment.copy(numbers, ValueLayout.JAVA_FLOAT, values.byteOffset(row, 0), out, 0, values.columns());
    }

    @Override
    public void write(MemorySegment numbers, int row, float[] all) {
        for (int column = 0; column < values.columns(); column++) {
            boolean kept = mask.isEmpty() || mask.get().keeps(row, column);
            numbers.set(ValueLayout.JAVA_FLOAT, values.byteOffset(row, column), kept ? all[column] : 0);
        }
    }

    @Override
    public long bytes() {
        return values.memory().byteSize() * (2 + moments().size() + (survivors.isPresent() ? 1 : 0));
    }

    @Override
    public long bytesOfValues() {
        return (long) rows() * columns() * Float.BYTES;
    }

    @Override
    public EntryBlock entries(WeightShape shape) {
        return DenseEntries.whole(shape, this);
    }

    @Override
    public List<EntryBlock> blocks(WeightShape shape) {
        return DenseEntries.blocks(shape, this);
    }
}
