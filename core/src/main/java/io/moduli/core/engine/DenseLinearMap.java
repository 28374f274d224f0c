package io.moduli.core.engine;

import io.moduli.api.tensor.Matrix;

/** A linear map whose weight is stored entry by entry, removed ones as 0; products are OpenBLAS's. */
public final class DenseLinearMap implements LinearMap {

    private final Parameter parameter;
    private final int[] rowBounds;
    private final int[] columnBounds;

    /**
     * @param parameter a weight
     * @param workers how many parts a product has
     */
    public DenseLinearMap(Parameter parameter, int workers) {
        this.parameter = parameter;
        this.rowBounds = Team.split(parameter.values().rows(), workers);
        this.columnBounds = Team.split(parameter.values().columns(), workers);
    }

    @Override
    public Parameter parameter() {
        return parameter;
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
        Blas.multiply(parameter.values(), x, y, add, rowBounds[worker], rowBounds[worker + 1]);
    }

    @Override
    public void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add) {
        Blas.multiplyTransposed(parameter.values(), y, x, add, columnBounds[worker], columnBounds[worker + 1]);
    }

    @Override
    public void gradient(int worker, Matrix y, Matrix x, boolean add) {
        Blas.multiplyByTransposed(y, x, parameter.gradient(), add, rowBounds[worker], rowBounds[worker + 1]);
    }
}
