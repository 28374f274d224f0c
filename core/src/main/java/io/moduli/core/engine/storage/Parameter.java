package io.moduli.core.engine.storage;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a network learns, once, however many uses it has: values, gradients, the optimizer's moments and, for a weight, the
 * mask of the entries that survive.
 *
 * <p>Pruning decides how a weight is stored from then on: dense, with removed entries as 0, or sparse, with values,
 * gradients and moments of the surviving entries alone. Nobody keeps a view of the memory across a pruning.
 */
public final class Parameter {

    private final String name;
    private final Optional<WeightShape> weight;
    private final int rows;
    private final int columns;
    private final double initialCentre;
    private final double initialBound;
    private WeightStorage storage;
    private Optional<Mask> mask = Optional.empty();

    private Parameter(String name, Optional<WeightShape> weight, int rows, int columns, double initialCentre,
            double initialBound) {
        this.name = name;
        this.weight = weight;
        this.rows = rows;
        this.columns = columns;
        this.initialCentre = initialCentre;
        this.initialBound = initialBound;
        this.storage = new DenseStorage(rows, columns);
    }

    /**
     * A weight matrix, all 0 until it is {@linkplain #draw drawn}.
     *
     * @param initialBound first values are uniform between this and its negative
     */
    public static Parameter weight(WeightShape shape, double initialBound) {
        return new Parameter(shape.name(), Optional.of(shape), shape.rows(), shape.columns(), 0, initialBound);
    }

    /** A bias or another learned vector, [rows × 1]: never regularized, never pruned. */
    public static Parameter vector(String name, int rows, double initialBound) {
        return vector(name, rows, -initialBound, initialBound);
    }

    /** A learned vector whose first values are uniform between two numbers. */
    public static Parameter vector(String name, int rows, double low, double high) {
        return new Parameter(name, Optional.empty(), rows, 1, (low + high) / 2, (high - low) / 2);
    }

    /** The name in PyTorch's manner, such as {@code rnn.weight_hh_l0}. */
    public String name() {
        return name;
    }

    /** The weight's role and extents; empty for a vector. */
    public Optional<WeightShape> weight() {
        return weight;
    }

    /** Rows, stored or not. */
    public int rows() {
        return rows;
    }

    /** Columns, stored or not; 1 for a vector. */
    public int columns() {
        return columns;
    }

    /** How it is stored. */
    public StorageFormat format() {
        return storage.format();
    }

    /**
     * The values of a vector or of a weight that is stored dense, [rows × columns].
     *
     * @throws IllegalStateException where it is stored sparse
     */
    public Matrix values() {
        return dense().valueMatrix();
    }

    /**
     * The gradient of the loss by the values of a vector or of a weight that is stored dense, [rows × columns].
     *
     * @throws IllegalStateException where it is stored sparse
     */
    public Matrix gradient() {
        return dense().gradientMatrix();
    }

    /** Copies the values of a row, 0 for removed entries, into an array of at least {@link #columns} numbers. */
    public void readRow(int row, float[] out) {
        storage.read(storage.values(), row, out);
    }

    /** Replaces the values of a row by the first {@link #columns} of an array; removed entries stay 0. */
    public void writeRow(int row, float[] values) {
        storage.write(storage.values(), row, values);
    }

    /** A copy of the values, [rows × columns], 0 for removed entries. */
    public Matrix copyOfValues() {
        return copy(storage.values());
    }

    /** A copy of the gradients, [rows × columns]; those of entries that are not stored are 0. */
    public Matrix copyOfGradients() {
        return copy(storage.gradients());
    }

    /** A copy of one of the optimizer's moments, [rows × columns], 0 for removed entries. */
    public Matrix copyOfMoment(int number) {
        return copy(storage.moments().get(number));
    }

    private Matrix copy(MemorySegment numbers) {
        Matrix copy = Matrix.allocate(rows, columns);
        float[] row = new float[columns];
        for (int index = 0; index < rows; index++) {
            storage.read(numbers, index, row);
            MemorySegment.copy(row, 0, copy.memory(), ValueLayout.JAVA_FLOAT, copy.byteOffset(index, 0), columns);
        }
        return copy;
    }

    /** The entries that survive; empty as long as nothing was pruned. */
    public Optional<Mask> mask() {
        return mask;
    }

    /** How many entries survive. */
    public long kept() {
        return mask.map(Mask::count).orElse((long) rows * columns);
    }

    /** Bytes of values, gradients, moments, and of what says which entry is where. */
    public long bytes() {
        return storage.bytes();
    }

    /** Bytes that a product with the values reads. */
    public long bytesOfValues() {
        return format() == StorageFormat.SPARSE
                ? kept() * (Float.BYTES + Integer.BYTES)
                : (long) rows * columns * Float.BYTES;
    }

    /** The stored entries of a weight as one block. */
    public EntryBlock entries() {
        return storage.entries(weight.orElseThrow());
    }

    /** The stored entries of a weight as blocks for several threads; the split depends on the structure alone. */
    public List<EntryBlock> entryBlocks() {
        return storage.blocks(weight.orElseThrow());
    }

    /** Makes room for as many moments as the optimizer keeps, all 0 at first. */
    public void ensureMoments(int count) {
        storage.ensureMoments(count);
    }

    /** Forgets the optimizer's moments. */
    public void clearMoments() {
        storage.moments().forEach(moment -> moment.fill((byte) 0));
    }

    /** Draws first values, uniform between their bounds; removed entries are drawn too and stay 0. */
    public void draw(RandomGenerator random) {
        float[] values = new float[columns];
        for (int row = 0; row < rows; row++) {
            drawRow(row, initialBound, values, random);
        }
    }

    /**
     * Draws values for the sparse structure: as {@link #draw}, but a row that kept k of its n entries is wider by √(n / k),
     * so that what it gives has the same variance as with all of them.
     */
    public void drawSparse(RandomGenerator random) {
        float[] values = new float[columns];
        for (int row = 0; row < rows; row++) {
            drawRow(row, initialBound * Math.sqrt((double) columns / Math.max(1, keptInRow(row))), values, random);
        }
    }

    private void drawRow(int row, double bound, float[] values, RandomGenerator random) {
        for (int column = 0; column < columns; column++) {
            values[column] = (float) (initialCentre + bound * (2 * random.nextDouble() - 1));
        }
        writeRow(row, values);
    }

    private int keptInRow(int row) {
        int kept = 0;
        for (int column = 0; column < columns; column++) {
            kept += mask.isEmpty() || mask.get().keeps(row, column) ? 1 : 0;
        }
        return kept;
    }

    /** Multiplies all values by a factor. */
    public void scale(double factor) {
        MemorySegment values = storage.values();
        for (long index = 0; index < floats(); index++) {
            float value = values.getAtIndex(ValueLayout.JAVA_FLOAT, index);
            values.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) (factor * value));
        }
    }

    /**
     * Removes all entries that a mask does not keep, with their moments. Entries that it keeps and that were gone come back
     * with value and moments 0.
     *
     * @param format how the weight is stored from now on
     * @throws IllegalArgumentException where the mask is of other extents or this is no weight
     */
    public void prune(Mask newMask, StorageFormat format) {
        if (weight.isEmpty() || newMask.rows() != rows || newMask.columns() != columns) {
            throw new IllegalArgumentException("%s cannot prune %s, %d x %d".formatted(newMask, name, rows, columns));
        }
        storage = switch (format) {
            case DENSE -> {
                DenseStorage dense = storage instanceof DenseStorage same ? same
                        : moved(new DenseStorage(rows, columns));
                dense.restrict(newMask);
                yield dense;
            }
            case SPARSE -> moved(new SparseStorage(newMask));
        };
        mask = Optional.of(newMask);
    }

    /** A new storage with the values and moments of the present one, as far as it stores them. */
    private <S extends WeightStorage> S moved(S target) {
        target.ensureMoments(storage.moments().size());
        float[] row = new float[columns];
        for (int index = 0; index < rows; index++) {
            storage.read(storage.values(), index, row);
            target.write(target.values(), index, row);
            for (int number = 0; number < storage.moments().size(); number++) {
                storage.read(storage.moments().get(number), index, row);
                target.write(target.moments().get(number), index, row);
            }
        }
        return target;
    }

    private DenseStorage dense() {
        return switch (storage) {
            case DenseStorage dense -> dense;
            case SparseStorage _ -> throw new IllegalStateException(name + " is stored sparse, it has no matrix");
        };
    }

    public WeightStorage storage() {
        return storage;
    }

    /** How many floats the memory of values, of gradients and of each moment has, gaps included. */
    public long floats() {
        return storage.values().byteSize() / Float.BYTES;
    }
}
