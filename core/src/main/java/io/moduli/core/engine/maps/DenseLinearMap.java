package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.dense.Blas;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.kernels.TokenKernels;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;

/** A linear map whose weight is stored entry by entry, removed ones as 0; products are OpenBLAS's. */
public final class DenseLinearMap implements LinearMap {

    private final Matrix values;
    private final Matrix gradient;
    private final int[] rowBounds;
    private final int[] columnBounds;

    /**
     * @param parameter a weight that is stored dense
     * @param workers how many parts a product has
     */
    public DenseLinearMap(Parameter parameter, int workers) {
        this(parameter.values(), parameter.gradient(), workers);
    }

    /**
     * @param values the weight, [rows × columns]
     * @param gradient where its gradient goes, of the same extents
     */
    DenseLinearMap(Matrix values, Matrix gradient, int workers) {
        this.values = values;
        this.gradient = gradient;
        this.rowBounds = Team.split(values.rows(), workers);
        this.columnBounds = Team.split(values.columns(), workers);
    }

    @Override
    public int[] rowBounds() {
        return rowBounds.clone();
    }

    @Override
    public int[] columnBounds() {
        return columnBounds.clone();
    }

    @Override
    public void multiply(int worker, Matrix x, Matrix y, boolean add) {
        Blas.multiply(values, x, y, add, rowBounds[worker], rowBounds[worker + 1]);
    }

    @Override
    public void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add) {
        Blas.multiplyTransposed(values, y, x, add, columnBounds[worker], columnBounds[worker + 1]);
    }

    @Override
    public void gradient(int worker, Matrix y, Matrix x, boolean add) {
        Blas.multiplyByTransposed(y, x, gradient, add, rowBounds[worker], rowBounds[worker + 1]);
    }

    @Override
    public void gather(int worker, int[] tokens, Matrix x) {
        TokenKernels.gather(values, tokens, x, columnBounds[worker], columnBounds[worker + 1]);
    }

    /** {@inheritDoc} A worker has some columns of the gradient, so that it need not wait for the others' zeros. */
    @Override
    public void scatter(int worker, int[] tokens, Matrix x, boolean add) {
        if (!add) {
            RowKernels.zeroColumns(gradient, columnBounds[worker], columnBounds[worker + 1]);
        }
        TokenKernels.scatter(gradient, tokens, x, columnBounds[worker], columnBounds[worker + 1]);
    }

    @Override
    public RowBlocks rowBlocks(int columns, Team team) {
        return new DenseRowBlocks(values, gradient, rowBounds, columns, team);
    }
}
