package io.moduli.core.engine.storage;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The memory of a parameter: values, gradients and the optimizer's moments, all in one layout, so that kernels go
 * through them side by side whatever the layout is. Everything in a layout besides the entries, such as gaps between
 * rows, is 0 and stays 0.
 */
public abstract sealed class WeightStorage permits DenseStorage, SparseStorage {

    private final int rows;
    private final int columns;
    private final MemorySegment values;
    private final MemorySegment gradients;
    private final List<MemorySegment> moments = new ArrayList<>();

    WeightStorage(int rows, int columns, MemorySegment values, MemorySegment gradients) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
        this.gradients = gradients;
    }

    /** Memory in this layout, all 0. */
    abstract MemorySegment allocate();

    /** Which of the layouts it is. */
    public abstract StorageFormat format();

    /** Rows, stored or not. */
    public final int rows() {
        return rows;
    }

    /** Columns, stored or not. */
    public final int columns() {
        return columns;
    }

    /** The values. */
    public final MemorySegment values() {
        return values;
    }

    /** The gradients of the loss with respect to the values. */
    public final MemorySegment gradients() {
        return gradients;
    }

    /** The optimizer's moments, as many as there is {@linkplain #ensureMoments room} for. */
    public final List<MemorySegment> moments() {
        return moments;
    }

    /** Makes room for as many moments as the optimizer keeps, all 0 at first. */
    public final void ensureMoments(int count) {
        while (moments.size() < count) {
            moments.add(allocate());
        }
    }

    /** 1 for stored entries that survive and 0 for those that do not; empty if all survive. */
    public abstract Optional<MemorySegment> survivors();

    /** How many floats the memory of values, of gradients and of each moment has, gaps included. */
    public final long floats() {
        return values.byteSize() / Float.BYTES;
    }

    /** How many floats of each memory are in use; the rest are gaps. */
    public abstract long used();

    /**
     * Reads a row of the values or of a moment.
     *
     * @param numbers the memory of the one or the other
     * @param out receives all columns, 0 for an entry that is not stored
     */
    public abstract void read(MemorySegment numbers, int row, float[] out);

    /**
     * Writes a row of the values or of a moment.
     *
     * @param numbers the memory of the one or the other
     * @param row all columns, of which those that do not survive are ignored
     */
    public abstract void write(MemorySegment numbers, int row, float[] all);

    /** A copy of the values, the gradients or a moment, [rows × columns], 0 for entries that are not stored. */
    public final Matrix copy(MemorySegment numbers) {
        Matrix copy = Matrix.allocate(rows, columns);
        float[] row = new float[columns];
        for (int index = 0; index < rows; index++) {
            read(numbers, index, row);
            MemorySegment.copy(row, 0, copy.memory(), ValueLayout.JAVA_FLOAT, copy.byteOffset(index, 0), columns);
        }
        return copy;
    }

    /**
     * The storage after pruning, with the values and moments of this one for surviving entries and 0 elsewhere; it may
     * be this object.
     */
    public final WeightStorage pruned(Mask mask, StorageFormat format) {
        return switch (format) {
            case DENSE -> {
                DenseStorage dense = this instanceof DenseStorage same ? same
                        : movedTo(new DenseStorage(rows, columns));
                dense.restrict(mask);
                yield dense;
            }
            case SPARSE -> movedTo(new SparseStorage(mask));
        };
    }

    private <S extends WeightStorage> S movedTo(S target) {
        target.ensureMoments(moments.size());
        float[] row = new float[columns];
        for (int index = 0; index < rows; index++) {
            read(values, index, row);
            target.write(target.values(), index, row);
            for (int number = 0; number < moments.size(); number++) {
                read(moments.get(number), index, row);
                target.write(target.moments().get(number), index, row);
            }
        }
        return target;
    }

    /** Bytes of values, gradients, moments, survivors, and of what says which entry is where. */
    public abstract long bytes();

    /** Bytes that a product with the values reads. */
    public abstract long bytesOfValues();

    /** All stored entries as one block. */
    public abstract EntryBlock entries(WeightShape shape);

    /** The stored entries as blocks for several threads; the split depends on the structure alone. */
    public abstract List<EntryBlock> blocks(WeightShape shape);
}
