package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;

/** The map of a sparse weight whose gradients are computed by all entries, stored or not, into a matrix of their own. */
final class AllGradientsMap implements LinearMap {

    private final LinearMap stored;
    private final LinearMap all;
    private final Matrix gradients;

    /**
     * @param stored the map as it is
     * @param gradients receives the gradients, [rows × columns]
     */
    AllGradientsMap(LinearMap stored, Matrix gradients, int workers) {
        this.stored = stored;
        this.gradients = gradients;
        this.all = new DenseLinearMap(gradients, gradients, workers);
    }

    @Override
    public int[] rowBounds() {
        return stored.rowBounds();
    }

    @Override
    public int[] columnBounds() {
        return stored.columnBounds();
    }

    @Override
    public void multiply(int worker, Matrix x, Matrix y, boolean add) {
        stored.multiply(worker, x, y, add);
    }

    @Override
    public void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add) {
        stored.multiplyTransposed(worker, y, x, add);
    }

    @Override
    public void gradient(int worker, Matrix y, Matrix x, boolean add) {
        all.gradient(worker, y, x, add);
    }

    @Override
    public void gather(int worker, int[] tokens, Matrix x) {
        stored.gather(worker, tokens, x);
    }

    @Override
    public void scatter(int worker, int[] tokens, Matrix x, boolean add) {
        all.scatter(worker, tokens, x, add);
    }

    @Override
    public RowBlocks rowBlocks(int columns, Team team) {
        return new AllGradientsRowBlocks(stored.rowBlocks(columns, team), gradients);
    }
}
