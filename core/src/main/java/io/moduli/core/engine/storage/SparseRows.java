package io.moduli.core.engine.storage;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The places of a sparse matrix's stored entries, as compressed rows: entries are numbered along the rows, those of row r
 * are {@code begin(r)} to {@code begin(r + 1) - 1}, in ascending order of their columns. Both tables are off-heap, 32-bit
 * integers in native byte order, and begin at a cache line.
 */
public final class SparseRows {

    private final int rows;
    private final int columns;
    private final MemorySegment begins;
    private final MemorySegment columnIndices;

    /**
     * @param begins where each row begins, rows + 1 numbers
     * @param columnIndices the column of each entry
     */
    SparseRows(int rows, int columns, MemorySegment begins, MemorySegment columnIndices) {
        this.rows = rows;
        this.columns = columns;
        this.begins = begins;
        this.columnIndices = columnIndices;
    }

    /** Rows of the matrix. */
    public int rows() {
        return rows;
    }

    /** Columns of the matrix. */
    public int columns() {
        return columns;
    }

    /** How many entries are stored. */
    public int entries() {
        return begin(rows);
    }

    /** Where each row begins, and after the last row the number of entries: rows + 1 integers. */
    public MemorySegment begins() {
        return begins;
    }

    /** The column of each entry. */
    public MemorySegment columnIndices() {
        return columnIndices;
    }

    /** The first entry of a row; for the number of rows, the number of entries. */
    public int begin(int row) {
        return begins.getAtIndex(ValueLayout.JAVA_INT, row);
    }

    /** The column of an entry. */
    public int column(int entry) {
        return columnIndices.getAtIndex(ValueLayout.JAVA_INT, entry);
    }

    /**
     * Where each part of the rows begins, so that all parts have about the same work; the last element is the number of
     * rows. A row counts as its entries plus one, since an empty row has to be written, too.
     */
    public int[] split(int parts) {
        long work = (long) entries() + rows;
        int[] bounds = new int[parts + 1];
        int row = 0;
        for (int part = 1; part < parts; part++) {
            long goal = work * part / parts;
            while (row < rows && (long) begin(row + 1) + row + 1 <= goal) {
                row++;
            }
            bounds[part] = nearer(row, goal);
            row = bounds[part];
        }
        bounds[parts] = rows;
        return bounds;
    }

    /** A row that contains a boundary belongs to the part that contains most of it. */
    private int nearer(int row, long goal) {
        if (row == rows) {
            return rows;
        }
        long before = goal - ((long) begin(row) + row);
        long after = (long) begin(row + 1) + row + 1 - goal;
        return after < before ? row + 1 : row;
    }

    @Override
    public String toString() {
        return "SparseRows[%d x %d, %d entries]".formatted(rows, columns, entries());
    }
}
