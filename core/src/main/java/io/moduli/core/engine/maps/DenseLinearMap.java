package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.dense.Blas;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.kernels.TokenKernels;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;

/** A linear map whose weight is stored entry by entry, removed ones as 0; OpenBLAS computes the products. */
public final class DenseLinearMap extends LinearMap {

    private final Matrix values;
    private final Matrix gradient;

    /**
     * @param weight one that is stored dense
     * @param workers how many parts a product has
     */
    public DenseLinearMap(Parameter weight, int workers) {
        this(weight, workers, weight.gradient());
    }

    /** A map whose gradient is its own. */
    static DenseLinearMap withOwnGradient(Parameter weight, int workers) {
        return new DenseLinearMap(weight, workers, Matrix.allocateAligned(weight.rows(), weight.columns()));
    }

    private DenseLinearMap(Parameter weight, int workers, Matrix gradient) {
        super(Team.split(weight.rows(), workers), Team.split(weight.columns(), workers));
        this.values = weight.values();
        this.gradient = gradient;
    }

    @Override
    public void multiply(int worker, Matrix x, Matrix y, boolean add) {
        Blas.multiply(values, x, y, add, firstRow(worker), firstRow(worker + 1));
    }

    @Override
    public void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add) {
        Blas.multiplyTransposed(values, y, x, add, firstColumn(worker), firstColumn(worker + 1));
    }

    @Override
    public void gradient(int worker, Matrix y, Matrix x, boolean add) {
        Blas.multiplyByTransposed(y, x, gradient, add, firstRow(worker), firstRow(worker + 1));
    }

    @Override
    public void zeroGradient(int worker) {
        RowKernels.zeroRows(gradient, firstRow(worker), firstRow(worker + 1));
    }

    @Override
    public void takeGradient(int worker, LinearMap apart, boolean add) {
        if (!(apart instanceof DenseLinearMap other)) {
            throw new IllegalArgumentException("the gradient of a weight that is stored dense is taken from " + apart);
        }
        if (add) {
            RowKernels.add(other.gradient, gradient, firstRow(worker), firstRow(worker + 1));
        } else {
            RowKernels.copy(other.gradient, gradient, firstRow(worker), firstRow(worker + 1));
        }
    }

    @Override
    public void gather(int worker, int[] tokens, Matrix x) {
        TokenKernels.gather(values, tokens, x, firstColumn(worker), firstColumn(worker + 1));
    }

    /**
     * {@inheritDoc} Each worker computes some columns of the gradient, so that it need not wait for the others to set
     * theirs to zero.
     */
    @Override
    public void scatter(int worker, int[] tokens, Matrix x, boolean add) {
        int first = firstColumn(worker);
        int end = firstColumn(worker + 1);
        if (!add) {
            RowKernels.zeroColumns(gradient, first, end);
        }
        TokenKernels.scatter(gradient, tokens, x, first, end);
    }

    @Override
    public RowBlocks rowBlocks(int columns, Team team) {
        return new DenseRowBlocks(values, gradient, rowBounds(), columns, team);
    }
}
