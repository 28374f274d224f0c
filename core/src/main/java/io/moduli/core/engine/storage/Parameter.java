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
 * A learned parameter, which exists once however many uses it has: values, gradients, the optimizer's moments and, for
 * a weight, the mask of the surviving entries and the way they are stored: dense, with removed entries as 0, or sparse,
 * with values, gradients and moments of the surviving entries alone.
 *
 * <p>Only the parameter knows its structure, and only through it can the structure be changed. Objects that depend on
 * the structure or on the values, such as maps, shares of the work or transposed copies, compare
 * {@link #structureVersion} or {@link #valuesVersion} before they are used again. Both change only between passes, by a
 * single thread.
 */
public final class Parameter {

    private final String name;
    private final Optional<WeightShape> weight;
    private final int rows;
    private final int columns;
    private final FirstValues firstValues;
    private WeightStorage storage;
    private StorageChoice storageChoice = StorageChoice.UNPRUNED;
    private Optional<Mask> mask = Optional.empty();
    private long structureVersion;
    private long valuesVersion;

    private Parameter(
            String name, Optional<WeightShape> weight, int rows, int columns, FirstValues firstValues,
            WeightStorage storage) {
        this.name = name;
        this.weight = weight;
        this.rows = rows;
        this.columns = columns;
        this.firstValues = firstValues;
        this.storage = storage;
    }

    /**
     * A weight matrix, all 0 until it is {@linkplain #draw drawn}.
     *
     * @param initialBound first values are uniform between this and its negative
     */
    public static Parameter weight(WeightShape shape, double initialBound) {
        return new Parameter(
                shape.name(), Optional.of(shape), shape.rows(), shape.columns(), new FirstValues(0, initialBound),
                new DenseStorage(shape.rows(), shape.columns()));
    }

    /**
     * A weight matrix that starts with a mask, all 0 until it is {@linkplain #draw drawn}. Stored sparse, it never has
     * memory for more than the entries that survive.
     *
     * @param initialBound first values are uniform between this and its negative
     * @param mask the entries that exist
     * @param choice how it is stored, and why
     */
    public static Parameter masked(WeightShape shape, double initialBound, Mask mask, StorageChoice choice) {
        WeightStorage storage = switch (choice.format()) {
            case DENSE -> new DenseStorage(shape.rows(), shape.columns()).pruned(mask, StorageFormat.DENSE);
            case SPARSE -> new SparseStorage(mask);
        };
        Parameter parameter = new Parameter(
                shape.name(), Optional.of(shape), shape.rows(), shape.columns(), new FirstValues(0, initialBound),
                storage);
        parameter.mask = Optional.of(mask);
        parameter.storageChoice = choice;
        return parameter;
    }

    /** A bias or another learned vector, [rows × 1]: never regularized, never pruned. */
    public static Parameter vector(String name, int rows, double initialBound) {
        return vector(name, rows, -initialBound, initialBound);
    }

    /** A learned vector whose first values are uniform between two numbers. */
    public static Parameter vector(String name, int rows, double low, double high) {
        return new Parameter(
                name, Optional.empty(), rows, 1, new FirstValues((low + high) / 2, (high - low) / 2),
                new DenseStorage(rows, 1));
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

    /** How it is stored and why. */
    public StorageChoice storageChoice() {
        return storageChoice;
    }

    /** A number that changes whenever the mask or the way of storing changes. */
    public long structureVersion() {
        return structureVersion;
    }

    /** A number that changes whenever any value may have changed. */
    public long valuesVersion() {
        return valuesVersion;
    }

    /** Records that values were changed directly in their memory. */
    public void valuesChanged() {
        valuesVersion++;
    }

    /**
     * The values of a vector or of a weight that is stored dense, [rows × columns].
     *
     * @throws IllegalStateException if it is stored sparse
     */
    public Matrix values() {
        return dense().valueMatrix();
    }

    /**
     * The gradient of the loss with respect to the values of a vector or of a weight that is stored dense, [rows × columns].
     *
     * @throws IllegalStateException if it is stored sparse
     */
    public Matrix gradient() {
        return dense().gradientMatrix();
    }

    /** Copies the values of a row, 0 for removed entries, into an array of at least {@link #columns} numbers. */
    public void readRow(int row, float[] out) {
        storage.read(storage.values(), row, out);
    }

    /** Visits surviving entries one after the other. */
    @FunctionalInterface
    public interface EntryVisitor {

        /** An entry of the current row. */
        void visit(int column, float value);
    }

    /** Shows the surviving entries of a row with their values, in the order of their columns. */
    public void forEachKept(int row, EntryVisitor visitor) {
        switch (storage) {
            case SparseStorage sparse -> sparse.forEach(row, visitor);
            case DenseStorage _ -> {
                float[] values = new float[columns];
                readRow(row, values);
                for (int column = nextKept(row, 0); column < columns; column = nextKept(row, column + 1)) {
                    visitor.visit(column, values[column]);
                }
            }
        }
    }

    private int nextKept(int row, int column) {
        return mask.isPresent() ? mask.get().nextKept(row, column) : column;
    }

    /** Whether all values are finite. */
    public boolean isFinite() {
        MemorySegment values = storage.values();
        for (long index = 0; index < storage.used(); index++) {
            if (!Float.isFinite(values.getAtIndex(ValueLayout.JAVA_FLOAT, index))) {
                return false;
            }
        }
        return true;
    }

    /** Replaces the values of a row by the first {@link #columns} of an array; removed entries stay 0. */
    public void writeRow(int row, float[] values) {
        storage.write(storage.values(), row, values);
        valuesChanged();
    }

    /** A copy of the values, [rows × columns], 0 for removed entries. */
    public Matrix copyOfValues() {
        return storage.copy(storage.values());
    }

    /** A copy of the gradients, [rows × columns]; those of entries that are not stored are 0. */
    public Matrix copyOfGradients() {
        return storage.copy(storage.gradients());
    }

    /** A copy of one of the optimizer's moments, [rows × columns], 0 for removed entries. */
    public Matrix copyOfMoment(int number) {
        return storage.copy(storage.moments().get(number));
    }

    /** The entries that survive; empty as long as nothing has been pruned. */
    public Optional<Mask> mask() {
        return mask;
    }

    /** How many entries survive. */
    public long kept() {
        return mask.map(Mask::count).orElse((long) rows * columns);
    }

    /** Bytes of values, gradients, moments, and of the tables of positions. */
    public long bytes() {
        return storage.bytes();
    }

    /** The stored entries of a weight as one block. */
    public EntryBlock entries() {
        return storage.entries(weight.orElseThrow());
    }

    /** The stored entries of a weight as blocks for several threads; the split depends on the structure alone. */
    public List<EntryBlock> entryBlocks() {
        return storage.blocks(weight.orElseThrow());
    }

    /** Allocates as many moments as the optimizer keeps, initially 0. */
    public void ensureMoments(int count) {
        storage.ensureMoments(count);
    }

    /** Discards the optimizer's moments. */
    public void clearMoments() {
        storage.moments().forEach(moment -> moment.fill((byte) 0));
    }

    /** The maximum distance of values drawn by {@link #draw} from the middle of their range, which is 0 for a weight. */
    public double initialBound() {
        return firstValues.bound();
    }

    /** Draws first values, uniform between their bounds; removed entries are drawn too and stay 0. */
    public void draw(RandomGenerator random) {
        firstValues.draw(this, random);
    }

    /**
     * Draws values for the sparse structure: as {@link #draw}, but a row that kept k of its n entries is wider by √(n /
     * k), so that its output has the same variance as with all of them.
     */
    public void drawSparse(RandomGenerator random) {
        firstValues.drawSparse(this, random);
    }

    /** Draws first values for some entries that survive, each as {@link #draw} would; all others stay as they are. */
    public void draw(Mask entries, RandomGenerator random) {
        firstValues.draw(this, entries, random);
    }

    /** Multiplies all values by a factor. */
    public void scale(double factor) {
        MemorySegment values = storage.values();
        for (long index = 0; index < storage.floats(); index++) {
            float value = values.getAtIndex(ValueLayout.JAVA_FLOAT, index);
            values.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) (factor * value));
        }
        valuesChanged();
    }

    /**
     * Removes all entries that a mask does not keep, with their moments. Removed entries that it keeps come back with
     * value and moments 0.
     *
     * <p>Nothing else is needed to prune: everything that depends on the structure notices the change by itself.
     *
     * @param choice how the weight is stored from now on, and why
     * @throws IllegalArgumentException if the mask is of other extents or this is no weight
     */
    public void prune(Mask newMask, StorageChoice choice) {
        if (weight.isEmpty() || newMask.rows() != rows || newMask.columns() != columns) {
            throw new IllegalArgumentException("%s cannot prune %s, %d x %d".formatted(newMask, name, rows, columns));
        }
        storage = storage.pruned(newMask, choice.format());
        mask = Optional.of(newMask);
        storageChoice = choice;
        structureVersion++;
        valuesChanged();
    }

    private DenseStorage dense() {
        return switch (storage) {
            case DenseStorage dense -> dense;
            case SparseStorage _ -> throw new IllegalStateException(name + " is stored sparse, it has no matrix");
        };
    }

    /**
     * The stored entries of a weight that is stored sparse.
     *
     * @throws IllegalStateException if it is stored dense
     */
    public SparseWeight sparse() {
        return switch (storage) {
            case SparseStorage sparse -> sparse.weight();
            case DenseStorage _ -> throw new IllegalStateException(name + " is stored dense, all of it");
        };
    }

    public WeightStorage storage() {
        return storage;
    }
}
