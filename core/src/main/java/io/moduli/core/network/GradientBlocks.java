package io.moduli.core.network;

import io.moduli.api.pruning.PrunableWeight.GradientVisitor;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.network.block.Block;
import java.util.List;

/**
 * Gradients with respect to all entries of a weight, stored or not, a block of rows at a time: memory for all of them
 * at once is never needed.
 */
final class GradientBlocks {

    /** The maximum size of a block, unless a single row is larger. */
    private static final long BYTES = 64L << 20;

    private GradientBlocks() {}

    /** Rows of a block. */
    static int rows(int rows, int columns) {
        return Math.clamp(BYTES / Float.BYTES / columns, 1, rows);
    }

    /**
     * Visits the gradient of the last forward and backward pass.
     *
     * @param blocks the network's blocks, in the order of the forward pass
     * @param height the rows of a block
     */
    static void show(List<? extends Block> blocks, Parameter weight, int height, GradientVisitor visitor) {
        Matrix memory = Matrix.allocateAligned(height, weight.columns());
        for (int first = 0; first < weight.rows(); first += height) {
            Matrix rows = memory.rowWindow(0, Math.min(height, weight.rows() - first));
            read(blocks, weight, first, rows);
            visitor.rows(first, rows);
        }
    }

    private static void read(List<? extends Block> blocks, Parameter weight, int first, Matrix rows) {
        if (weight.format() == StorageFormat.DENSE) {
            RowKernels.copy(weight.gradient().rowWindow(first, rows.rows()), rows, 0, rows.rows());
            return;
        }
        RowKernels.zeroRows(rows, 0, rows.rows());
        for (Block block : blocks.reversed()) {
            block.addGradient(weight, first, rows);
        }
    }
}
