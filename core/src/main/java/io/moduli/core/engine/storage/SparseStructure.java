package io.moduli.core.engine.storage;

import io.moduli.api.weight.Mask;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Which entries of a [rows × columns] matrix are stored. Entries are numbered along the rows, and this is the order of every
 * weight, gradient and moment; products with the transposed matrix walk the same entries along the columns.
 */
public final class SparseStructure {

    private final SparseRows byRow;
    private final SparseRows byColumn;
    private final MemorySegment order;

    private SparseStructure(SparseRows byRow, SparseRows byColumn, MemorySegment order) {
        this.byRow = byRow;
        this.byColumn = byColumn;
        this.order = order;
    }

    /**
     * The structure that stores what a mask keeps.
     *
     * @throws ArithmeticException if more than 2³¹ - 1 entries survive
     */
    public static SparseStructure of(Mask mask) {
        int rows = mask.rows();
        int columns = mask.columns();
        int entries = Math.toIntExact(mask.count());
        MemorySegment rowBegins = OffHeap.words(rows + 1L);
        MemorySegment columnIndices = OffHeap.words(entries);
        int[] next = new int[columns + 1];
        int entry = 0;
        for (int row = 0; row < rows; row++) {
            rowBegins.setAtIndex(ValueLayout.JAVA_INT, row, entry);
            for (int column = mask.nextKept(row, 0); column < columns; column = mask.nextKept(row, column + 1)) {
                columnIndices.setAtIndex(ValueLayout.JAVA_INT, entry++, column);
                next[column + 1]++;
            }
        }
        rowBegins.setAtIndex(ValueLayout.JAVA_INT, rows, entry);
        SparseRows byRow = new SparseRows(rows, columns, rowBegins, columnIndices);

        MemorySegment columnBegins = OffHeap.words(columns + 1L);
        for (int column = 0; column < columns; column++) {
            next[column + 1] += next[column];
        }
        MemorySegment.copy(next, 0, columnBegins, ValueLayout.JAVA_INT, 0, columns + 1);
        MemorySegment rowIndices = OffHeap.words(entries);
        MemorySegment order = OffHeap.words(entries);
        for (int row = 0; row < rows; row++) {
            for (int number = byRow.begin(row); number < byRow.begin(row + 1); number++) {
                int place = next[byRow.column(number)]++;
                rowIndices.setAtIndex(ValueLayout.JAVA_INT, place, row);
                order.setAtIndex(ValueLayout.JAVA_INT, place, number);
            }
        }
        return new SparseStructure(byRow, new SparseRows(columns, rows, columnBegins, rowIndices), order);
    }

    /** Rows of the matrix. */
    public int rows() {
        return byRow.rows();
    }

    /** Columns of the matrix. */
    public int columns() {
        return byRow.columns();
    }

    /** How many entries are stored. */
    public int entries() {
        return byRow.entries();
    }

    /** The matrix as compressed rows. */
    public SparseRows byRow() {
        return byRow;
    }

    /** The transposed matrix as compressed rows: row j are the entries of column j, in ascending order of their rows. */
    public SparseRows byColumn() {
        return byColumn;
    }

    /**
     * For each entry in the order of {@link #byColumn}, its number in the order of {@link #byRow}: 32-bit integers, off-heap.
     */
    public MemorySegment order() {
        return order;
    }

    @Override
    public String toString() {
        return "SparseStructure[%d x %d, %d entries]".formatted(rows(), columns(), entries());
    }
}
