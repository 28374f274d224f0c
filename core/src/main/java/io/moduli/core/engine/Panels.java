package io.moduli.core.engine;

import io.moduli.api.tensor.Matrix;
import java.lang.foreign.MemorySegment;

/**
 * Copies some columns of a matrix to memory where its rows lie side by side, each at a cache line, so that a kernel that jumps
 * from row to row meets fewer lines and pages. The workers share the copying and meet at one barrier.
 *
 * <p>There are two copies, used in turn: a worker that is ahead writes one while its team-mates still read the other, and
 * comes no further than the next barrier.
 */
final class Panels {

    private final Team team;
    private final MemorySegment[] copies = {OffHeap.words(0), OffHeap.words(0)};
    /** What each worker knows of the size of the copies, so that all of them agree on when to make larger ones. */
    private final long[] knownBytes;
    /** Which copy each worker uses next. */
    private final int[] turns;

    Panels(Team team) {
        this.team = team;
        this.knownBytes = new long[team.size()];
        this.turns = new int[team.size()];
    }

    /** How many bytes lie from one row of a copy of so many columns to the next. */
    static long stride(int columns) {
        return Math.ceilDiv(columns, Vectors.LENGTH) * (long) Vectors.LENGTH * Float.BYTES;
    }

    /**
     * Copies columns and returns the address of the first row of the copy; to be called by every worker. The copy lasts until
     * the call after the next.
     */
    long copy(int worker, Matrix x, int firstColumn, int columns) {
        long stride = stride(columns);
        makeRoom(worker, x.rows() * stride);
        int turn = turns[worker];
        turns[worker] = 1 - turn;
        MemorySegment copy = copies[turn];
        int first = (int) ((long) x.rows() * worker / team.size());
        int end = (int) ((long) x.rows() * (worker + 1) / team.size());
        for (int row = first; row < end; row++) {
            MemorySegment.copy(x.memory(), x.byteOffset(row, firstColumn), copy, row * stride,
                    (long) columns * Float.BYTES);
        }
        team.barrier();
        return copy.address();
    }

    private void makeRoom(int worker, long bytes) {
        if (bytes <= knownBytes[worker]) {
            return;
        }
        team.barrier();
        if (worker == 0) {
            copies[0] = OffHeap.words(bytes / Float.BYTES);
            copies[1] = OffHeap.words(bytes / Float.BYTES);
        }
        team.barrier();
        knownBytes[worker] = bytes;
    }
}
