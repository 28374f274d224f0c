package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.engine.storage.StorageFormat;

/**
 * The products of a weight with one operand, a block of the weight's rows at a time, for callers that use a block's
 * result while it is still in the cache and return a block's gradient the same way. They are meant for read-outs with a
 * large vocabulary, whose outputs are far larger than any cache: going through them as a whole costs more than all the
 * arithmetic.
 *
 * <p>A pass is {@link #begin} by all workers; then every worker takes its own blocks, {@code firstBlock(worker)} to
 * {@code firstBlock(worker + 1) - 1}, in ascending order; a backward pass finishes with {@link #end} by all workers.
 * The operand x is [columns × n] throughout.
 */
public abstract class RowBlocks {

    /** The operand of a sparse weight is packed as panels of this many columns. */
    public static final int COLUMNS_OF_PANEL = 7 * Vectors.LENGTH;

    private final int[] begins;
    private final int[] firstBlocks;

    /**
     * @param rowBounds where each worker's rows begin
     * @param rows how many rows a block has at most, 1 or more
     */
    RowBlocks(int[] rowBounds, int rows) {
        int workers = rowBounds.length - 1;
        this.firstBlocks = new int[workers + 1];
        for (int worker = 0; worker < workers; worker++) {
            firstBlocks[worker + 1] = firstBlocks[worker]
                    + Math.ceilDiv(rowBounds[worker + 1] - rowBounds[worker], rows);
        }
        this.begins = new int[firstBlocks[workers] + 1];
        for (int worker = 0; worker < workers; worker++) {
            int row = rowBounds[worker];
            for (int block = firstBlocks[worker]; block < firstBlocks[worker + 1]; block++, row += rows) {
                begins[block] = row;
            }
        }
        begins[firstBlocks[workers]] = rowBounds[workers];
    }

    /**
     * How many rows a block has at most.
     *
     * @param format how the weight is stored
     * @param columns of every operand
     */
    public static int maximumRows(StorageFormat format, int columns) {
        return switch (format) {
            case DENSE -> DenseRowBlocks.ROWS;
            case SPARSE -> SparseRowBlocks.rows(columns);
        };
    }

    /** How many blocks there are. */
    public final int blocks() {
        return firstBlocks[firstBlocks.length - 1];
    }

    /** A worker's first block; for the number of workers, the number of blocks. */
    public final int firstBlock(int worker) {
        return firstBlocks[worker];
    }

    /** The first row of a block; for the number of blocks, the number of rows. */
    public final int begin(int block) {
        return begins[block];
    }

    /** Rows of the largest block. */
    public final int largest() {
        int largest = 0;
        for (int block = 0; block + 1 < begins.length; block++) {
            largest = Math.max(largest, begins[block + 1] - begins[block]);
        }
        return largest;
    }

    /** Begins a forward or a backward pass with an operand, [columns × n]. */
    public abstract void begin(int worker, Matrix x);

    /** The block's rows of y = W x, or of y += W x where it adds; y is all of [rows × n]. */
    public abstract void multiply(int worker, int block, Matrix y, boolean add);

    /**
     * The block's rows of the gradient G = y xᵀ of the weight.
     *
     * @param y the block's rows of the gradient with respect to the result, at least as many as the block has, n columns
     */
    public abstract void gradient(int worker, int block, Matrix y);

    /** The block's part of the gradient Wᵀ y with respect to the operand; y as for {@link #gradient}. */
    public abstract void multiplyTransposed(int worker, int block, Matrix y);

    /** Ends a backward pass: writes the sum of all blocks' parts to [columns × n]. */
    public abstract void end(int worker, Matrix xGradient);
}
