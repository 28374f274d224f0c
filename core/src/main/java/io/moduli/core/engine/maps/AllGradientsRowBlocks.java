package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.dense.Blas;

/** The blocks of a sparse weight whose gradients are computed by all entries, stored or not. */
final class AllGradientsRowBlocks extends RowBlocks {

    private final RowBlocks stored;
    private final Matrix gradients;
    private final Matrix[] operands;

    /** @param gradients receives the gradients, [rows × columns] */
    AllGradientsRowBlocks(RowBlocks stored, Matrix gradients) {
        super(stored);
        this.stored = stored;
        this.gradients = gradients;
        this.operands = new Matrix[stored.workers()];
    }

    @Override
    public void begin(int worker, Matrix x) {
        operands[worker] = x;
        stored.begin(worker, x);
    }

    @Override
    public void multiply(int worker, int block, Matrix y, boolean add) {
        stored.multiply(worker, block, y, add);
    }

    @Override
    public void gradient(int worker, int block, Matrix y) {
        Blas.multiplyBlockByTransposed(y, operands[worker], gradients, begin(block), begin(block + 1));
    }

    @Override
    public void multiplyTransposed(int worker, int block, Matrix y) {
        stored.multiplyTransposed(worker, block, y);
    }

    @Override
    public void end(int worker, Matrix xGradient) {
        stored.end(worker, xGradient);
    }
}
