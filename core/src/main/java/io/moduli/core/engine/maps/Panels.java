package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.engine.storage.OffHeap;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * Copies some columns of a matrix to memory in which its rows are contiguous, each starting at a cache line, so that a
 * kernel that jumps from row to row touches fewer lines and pages. The workers share the copying and meet at one
 * barrier.
 *
 * <p>There are two copies, used alternately: a worker that is ahead writes one while others still read the other, and
 * cannot pass the next barrier.
 */
final class Panels {

    private final Team team;
    private final MemorySegment[] copies = {OffHeap.words(0), OffHeap.words(0)};
    /** The size of the copies as each worker knows it, so that all of them agree on when to allocate larger ones. */
    private final long[] knownBytes;
    /** Which copy each worker uses next. */
    private final int[] turns;
    /** Each worker's copy of a single column. */
    private final float[][] columns;

    Panels(Team team) {
        this.team = team;
        this.knownBytes = new long[team.size()];
        this.turns = new int[team.size()];
        this.columns = new float[team.size()][0];
    }

    /** The number of bytes from one row of a copy to the next, given its columns. */
    static long stride(int columns) {
        return Math.ceilDiv(columns, Vectors.LENGTH) * (long) Vectors.LENGTH * Float.BYTES;
    }

    /**
     * Copies a matrix of a single column for this worker alone, without waiting for others; the copy is valid until the next call.
     */
    float[] column(int worker, Matrix x) {
        if (columns[worker].length < x.rows()) {
            columns[worker] = new float[x.rows()];
        }
        Vectors.readColumn(x, 0, x.rows(), columns[worker]);
        return columns[worker];
    }

    /**
     * Copies columns and returns the address of the first row of the copy; to be called by every worker. The copy lasts until
     * the call after the next.
     */
    long copy(int worker, Matrix x, int firstColumn, int columns) {
        makeRoom(worker, x.rows() * stride(columns));
        MemorySegment copy = copies[turn(worker)];
        copyShare(worker, x, firstColumn, columns, copy.address());
        team.barrier(worker);
        return copy.address();
    }

    /**
     * Copies all columns as consecutive panels of a given width, and returns the address of the first row of the first;
     * each panel takes rows · {@link #stride} bytes. To be called by every worker; the copy lasts until the call after
     * the next.
     */
    long copyAll(int worker, Matrix x, int columnsOfPanel) {
        long bytesOfPanel = x.rows() * stride(columnsOfPanel);
        makeRoom(worker, bytesOfPanel * Math.ceilDiv(x.columns(), columnsOfPanel));
        MemorySegment copy = copies[turn(worker)];
        long target = copy.address();
        for (int column = 0; column < x.columns(); column += columnsOfPanel) {
            copyShare(worker, x, column, Math.min(columnsOfPanel, x.columns() - column), target);
            target += bytesOfPanel;
        }
        team.barrier(worker);
        return copy.address();
    }

    /** Which copy the worker is to use; the other one next time. */
    private int turn(int worker) {
        int turn = turns[worker];
        turns[worker] = 1 - turn;
        return turn;
    }

    private void copyShare(int worker, Matrix x, int firstColumn, int columns, long target) {
        StepPart before = team.clock(worker).enter(StepPart.PACKING);
        int first = team.begin(x.rows(), worker);
        int end = team.end(x.rows(), worker);
        RowKernels.copyRows(
                x.memory().address() + x.byteOffset(first, firstColumn), x.stride() * (long) Float.BYTES,
                target + first * stride(columns), stride(columns), columns, end - first);
        Reference.reachabilityFence(x);
        team.clock(worker).enter(before);
    }

    private void makeRoom(int worker, long bytes) {
        if (bytes <= knownBytes[worker]) {
            return;
        }
        team.barrier(worker);
        if (worker == 0) {
            copies[0] = OffHeap.words(bytes / Float.BYTES);
            copies[1] = OffHeap.words(bytes / Float.BYTES);
        }
        team.barrier(worker);
        knownBytes[worker] = bytes;
    }
}
