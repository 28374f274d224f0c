package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.threads.Team;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A sum over rows that are distributed among several workers: each adds up its own rows, and in the end they share the
 * final summation by rows. The order of the sum is that of the workers, so it depends only on how many there are.
 */
final class OperandGradient {

    private final Team team;
    private final Matrix[] parts;
    /** For each worker, whether it has added anything yet. */
    private final boolean[] begun;

    /** A sum of [rows × columns]. */
    OperandGradient(int rows, int columns, Team team) {
        this.team = team;
        this.parts = IntStream.range(0, team.size())
                .mapToObj(_ -> Matrix.allocateAligned(rows, columns))
                .toArray(Matrix[]::new);
        this.begun = new boolean[team.size()];
    }

    /** Clears a worker's part. */
    void clear(int worker) {
        begun[worker] = false;
    }

    /** The matrix that a worker adds its next part to. */
    Matrix part(int worker) {
        return parts[worker];
    }

    /** Whether the worker's part already contains something to add to; from now on it does. */
    boolean adds(int worker) {
        boolean adds = begun[worker];
        begun[worker] = true;
        return adds;
    }

    /** Waits for all workers and writes this one's rows of the sum. */
    void writeSum(int worker, Matrix sum) {
        team.barrier(worker);
        int first = team.begin(sum.rows(), worker);
        int end = team.end(sum.rows(), worker);
        boolean written = false;
        for (int other = 0; other < parts.length; other++) {
            if (!begun[other]) {
                continue;
            }
            if (written) {
                RowKernels.add(parts[other], sum, first, end);
            } else {
                RowKernels.copy(parts[other], sum, first, end);
            }
            written = true;
        }
        if (!written) {
            throw new IllegalStateException("no worker had any row: " + Arrays.toString(begun));
        }
    }
}
