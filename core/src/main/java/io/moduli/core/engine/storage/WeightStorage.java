package io.moduli.core.engine.storage;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/**
 * The memory of a parameter: values, gradients and the optimizer's moments, all in one layout, so that kernels go through
 * them side by side whatever the layout is. What a layout has beside the entries, such as gaps between rows, is 0 and stays
 * so.
 */
public sealed interface WeightStorage permits DenseStorage, SparseStorage {

    /** Which of the layouts it is. */
    StorageFormat format();

    /** Rows, stored or not. */
    int rows();

    /** Columns, stored or not. */
    int columns();

    /** The values. */
    MemorySegment values();

    /** The gradients of the loss by the values. */
    MemorySegment gradients();

    /** The optimizer's moments, as many as there is {@linkplain #ensureMoments room} for. */
    List<MemorySegment> moments();

    /** Makes room for as many moments as the optimizer keeps, all 0 at first. */
    void ensureMoments(int count);

    /** 1 for stored entries that survive and 0 for those that do not; empty where all survive. */
    Optional<MemorySegment> survivors();

    /** How many floats the memory of values, of gradients and of each moment has, gaps included. */
    default long floats() {
        return values().byteSize() / Float.BYTES;
    }

    /** How many floats of each memory are in use; what lies behind them are gaps. */
    long used();

    /**
     * Reads a row of the values or of a moment.
     *
     * @param numbers the memory of the one or the other
     * @param out receives all columns, 0 for an entry that is not stored
     */
    void read(MemorySegment numbers, int row, float[] out);

    /**
     * Writes a row of the values or of a moment.
     *
     * @param numbers the memory of the one or the other
     * @param row all columns, of which those that do not survive are passed over
     */
    void write(MemorySegment numbers, int row, float[] all);

    /** A copy of the values, the gradients or a moment, [rows × columns], 0 for entries that are not stored. */
    default Matrix copy(MemorySegment numbers) {
        Matrix copy = Matrix.allocate(rows(), columns());
        float[] row = new float[columns()];
        for (int index = 0; index < rows(); index++) {
            read(numbers, index, row);
            MemorySegment.copy(row, 0, copy.memory(), ValueLayout.JAVA_FLOAT, copy.byteOffset(index, 0), columns());
        }
        return copy;
    }

    /**
     * The storage after a pruning, with the values and moments of this one where they survive and 0 elsewhere; it may be this
     * one.
     */
    default WeightStorage pruned(Mask mask, StorageFormat format) {
        return switch (format) {
            case DENSE -> {
                DenseStorage dense = this instanceof DenseStorage same ? same
                        : movedTo(new DenseStorage(rows(), columns()));
                dense.restrict(mask);
                yield dense;
            }
            case SPARSE -> movedTo(new SparseStorage(mask));
        };
    }

    private <S extends WeightStorage> S movedTo(S target) {
        target.ensureMoments(moments().size());
        float[] row = new float[columns()];
        for (int index = 0; index < rows(); index++) {
            read(values(), index, row);
            target.write(target.values(), index, row);
            for (int number = 0; number < moments().size(); number++) {
                read(moments().get(number), index, row);
                target.write(target.moments().get(number), index, row);
            }
        }
        return target;
    }

    /** Bytes of values, gradients, moments, survivors, and of what says which entry is where. */
    long bytes();

    /** Bytes that a product with the values reads. */
    long bytesOfValues();

    /** All stored entries as one block. */
    EntryBlock entries(WeightShape shape);

    /** The stored entries as blocks for several threads; the split depends on the structure alone. */
    List<EntryBlock> blocks(WeightShape shape);
}
