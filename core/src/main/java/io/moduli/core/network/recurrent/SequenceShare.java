package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.engine.threads.Team;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some neighbouring sequences of a batch, and the copying between a matrix with all of the batch's columns, [features ×
 * time · batch], and the share's own.
 *
 * @param first the first sequence
 * @param count how many there are, 1 or more
 * @param batch how many the batch has
 */
public record SequenceShare(int first, int count, int batch) {

    private static final long MAXIMUM_BYTES_APART = 256 * 1024;

    public SequenceShare {
        if (first < 0 || count < 1 || first + count > batch) {
            throw new IllegalArgumentException("%d sequences from %d on, of %d".formatted(count, first, batch));
        }
    }

    /** All sequences in one share. */
    static List<SequenceShare> whole(int batch) {
        return List.of(new SequenceShare(0, batch, batch));
    }

    /** As many shares as there are parts, as evenly as possible. */
    static List<SequenceShare> split(int batch, int parts) {
        int[] bounds = Team.split(batch, parts);
        return IntStream.range(0, parts)
                .mapToObj(part -> new SequenceShare(bounds[part], bounds[part + 1] - bounds[part], batch))
                .toList();
    }

    /**
     * The shares with which a team processes time steps fastest. Sequences do not depend on each other, so workers with
     * their own sequences need not wait for each other in every time step, nor fetch what the others have just written,
     * which takes longer than a small layer's product. But then every worker reads all weights and processes whole
     * vectors: if the weights are not a small part of a second-level cache, or the batch is so small that vectors would
     * be half empty, the workers share the rows instead.
     *
     * @param bytes of the recurrent weight as it is stored
     * @return a share for each worker, or a single one for all of them
     */
    public static List<SequenceShare> forTeam(int batch, int workers, long bytes) {
        long vectorsApart = (long) workers * Math.ceilDiv(Math.ceilDiv(batch, workers), Vectors.LENGTH);
        boolean full = batch >= workers && 2 * vectorsApart <= 3L * Math.ceilDiv(batch, Vectors.LENGTH);
        return full && bytes <= MAXIMUM_BYTES_APART ? split(batch, workers) : whole(batch);
    }

    /** Copies the share's columns of some rows of the batch's matrix, [features × time · batch], to its own steps. */
    void take(Matrix ofBatch, Matrix[] steps, int firstRow, int endRow) {
        for (int step = 0; step < steps.length; step++) {
            RowKernels.copyColumns(ofBatch, step * batch + first, steps[step], 0, count, firstRow, endRow);
        }
    }

    /** Copies some rows of the share's steps to its columns of the batch's matrix. */
    void give(Matrix[] steps, Matrix ofBatch, int firstRow, int endRow) {
        for (int step = 0; step < steps.length; step++) {
            RowKernels.copyColumns(steps[step], 0, ofBatch, step * batch + first, count, firstRow, endRow);
        }
    }

    /** The same of a matrix of one step. */
    void take(Matrix ofBatch, Matrix own, int firstRow, int endRow) {
        RowKernels.copyColumns(ofBatch, first, own, 0, count, firstRow, endRow);
    }

    /** The same of a matrix of one step. */
    void give(Matrix own, Matrix ofBatch, int firstRow, int endRow) {
        RowKernels.copyColumns(own, 0, ofBatch, first, count, firstRow, endRow);
    }
}
