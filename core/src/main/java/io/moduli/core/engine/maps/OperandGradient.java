package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.threads.Team;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A sum over rows that several workers have: each adds up its own, and in the end they share the summing out by rows. The
 * order of the sum is that of the workers, so it depends on how many there are and on nothing else.
 */
final class OperandGradient {

    private final Team team;
    private final Matrix[] parts;
    /** Of each worker, whether it has added anything yet. */
    private final boolean[] begun;

    /** A sum of [rows × columns]. */
    OperandGradient(int rows, int columns, Team team) {
        this.team = team;
        this.parts = IntStream.range(0, team.size())
                .mapToObj(_ -> Matrix.allocateAligned(rows, columns))
                .toArray(Matrix[]::new);
        this.begun = new boolean[team.size()];
    }

    /** Forgets what a worker has. */
    void clear(int worker) {
        begun[worker] = false;
    }

    /** What a worker adds its next part to. */
    Matrix part(int worker) {
        return parts[worker];
    }

    /** Whether the worker's part holds something to be added to; from now on it does. */
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
