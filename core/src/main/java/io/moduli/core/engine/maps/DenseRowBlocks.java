package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.dense.Blas;
import io.moduli.core.engine.threads.Team;

/**
 * Blocks of rows of a dense weight; the products are computed by OpenBLAS, which packs the operand again for every
 * block.
 */
final class DenseRowBlocks extends RowBlocks {

    /** Enough rows that packing the operand is a small part of a block's product. */
    static final int ROWS = 512;

    private final Matrix values;
    private final Matrix gradient;
    private final OperandGradient operandGradient;
    private final Matrix[] operands;

    /**
     * @param values the weight, [rows × columns]
     * @param gradient where its gradient goes, of the same extents
     * @param columns of the operand
     */
    DenseRowBlocks(Matrix values, Matrix gradient, int[] rowBounds, int columns, Team team) {
        super(rowBounds, ROWS);
        this.values = values;
        this.gradient = gradient;
        this.operandGradient = new OperandGradient(values.columns(), columns, team);
        this.operands = new Matrix[team.size()];
    }

    @Override
    public void begin(int worker, Matrix x) {
        operands[worker] = x;
        operandGradient.clear(worker);
    }

    @Override
    public void multiply(int worker, int block, Matrix y, boolean add) {
        Blas.multiply(values, operands[worker], y, add, begin(block), begin(block + 1));
    }

    @Override
    public void gradient(int worker, int block, Matrix y) {
        Blas.multiplyBlockByTransposed(y, operands[worker], gradient, begin(block), begin(block + 1));
    }

    @Override
    public void multiplyTransposed(int worker, int block, Matrix y) {
        Blas.multiplyTransposedBlock(
                values, begin(block), begin(block + 1), y, operandGradient.part(worker), operandGradient.adds(worker));
    }

    @Override
    public void end(int worker, Matrix xGradient) {
        operandGradient.writeSum(worker, xGradient);
    }
}
