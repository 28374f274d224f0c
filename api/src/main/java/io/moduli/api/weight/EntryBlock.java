package io.moduli.api.weight;

import java.lang.foreign.MemorySegment;

/**
 * The stored entries of some consecutive rows of a weight matrix, with their gradients.
 *
 * <p>Stored entries are numbered along the rows: those of row r are {@code begin(r)} to {@code end(r) - 1}, in ascending
 * order of their columns, and entry k lies at float index k of {@link #values()} and {@link #gradients()}. Where {@link
 * #dense()} holds, every column is stored and entry {@code begin(r) + j} is column j; loops may then leave {@link
 * #column} alone. An entry of a dense block that was pruned has the value 0 and stays so.
 *
 * <p>The memory is lent during a call: no reference to it may be kept.
 */
public interface EntryBlock {

    /** The whole matrix that the rows are of. */
    WeightShape shape();

    /** The block's number among the blocks that its matrix is split into; the split depends on the structure alone. */
    int index();

    /** How many blocks the matrix is split into. */
    int blocks();

    /** The first row. */
    int firstRow();

    /** One past the last row. */
    int endRow();

    /** The first entry of a row. */
    long begin(int row);

    /** One past the last entry of a row. */
    long end(int row);

    /** Whether every column of every row is stored. */
    boolean dense();

    /** The column of an entry. */
    int column(long entry);

    /** The entries' values, float32 in native byte order. */
    MemorySegment values();

    /** The gradients of the loss with respect to the entries, float32 in native byte order; a regularizer adds to them. */
    MemorySegment gradients();
}
