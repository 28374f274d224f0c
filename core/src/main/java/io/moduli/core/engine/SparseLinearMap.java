package io.moduli.core.engine;

import io.moduli.api.tensor.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A linear map whose weight stores some entries only. Work is split between the workers by entries, not by rows.
 *
 * <p>Products with the transposed matrix need the values along the columns, of which the map keeps a copy. It is made anew by
 * the first transposed product after a product that was not transposed: within a training step values change after the
 * backward pass and before the next forward pass, never between the two. So a transposed product multiplies by the values of
 * the last forward product, and nobody has to tell the map that values changed.
 *
 * <p>All workers of the team call the same products in the same order, inside of {@link Team#run}: products wait for each
 * other's preparations.
 */
public final class SparseLinearMap implements LinearMap {

    private final SparseWeight weight;
    private final int[] rowBounds;
    private final int[] columnBounds;
    private final MemorySegment transposedValues;
    /** Of each worker, whether it has seen a forward product since the copy was made. */
    private final boolean[] outdated;

    /** @param team whose workers do the parts of each product */
    public SparseLinearMap(SparseWeight weight, Team team) {
        SparseStructure structure = weight.structure();
        this.weight = weight;
        this.rowBounds = structure.byRow().split(team.size());
        this.columnBounds = structure.byColumn().split(team.size());
        this.transposedValues = OffHeap.words(structure.entries());
        this.outdated = new boolean[team.size()];
        Arrays.fill(outdated, true);
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
        requireProduct(weight.structure().byRow(), x, y);
        outdated[worker] = true;
        SparseKernels.multiply(weight.structure().byRow(), weight.values(), x, y, add, rowBounds[worker],
                rowBounds[worker + 1]);
    }

    @Override
    public void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add) {
        requireProduct(weight.structure().byColumn(), y, x);
        if (outdated[worker]) {
            copyValues(worker);
            outdated[worker] = false;
        }
        SparseKernels.multiply(weight.structure().byColumn(), transposedValues, y, x, add, columnBounds[worker],
                columnBounds[worker + 1]);
    }

    @Override
    public void gradient(int worker, Matrix y, Matrix x, boolean add) {
        requireProduct(weight.structure().byRow(), x, y);
        SparseKernels.gradient(weight.structure().byRow(), y, x, weight.gradients(), add, rowBounds[worker],
                rowBounds[worker + 1]);
    }

    /** {@inheritDoc} A worker has some columns of x. */
    @Override
    public void gather(int worker, int[] tokens, Matrix x) {
        int first = (int) ((long) tokens.length * worker / outdated.length);
        int end = (int) ((long) tokens.length * (worker + 1) / outdated.length);
        TokenKernels.gather(weight.structure().byRow(), weight.values(), tokens, x, first, end);
    }

    /** {@inheritDoc} A worker has some rows of the gradient. */
    @Override
    public void scatter(int worker, int[] tokens, Matrix x, boolean add) {
        TokenKernels.scatter(
                weight.structure().byRow(), weight.gradients(), tokens, x, add, worker, outdated.length);
    }

    /** Copies what the worker itself is going to read, so that nobody waits for anybody. */
    private void copyValues(int worker) {
        SparseRows byColumn = weight.structure().byColumn();
        MemorySegment order = weight.structure().order();
        int end = byColumn.begin(columnBounds[worker + 1]);
        for (int entry = byColumn.begin(columnBounds[worker]); entry < end; entry++) {
            int number = order.getAtIndex(ValueLayout.JAVA_INT, entry);
            transposedValues.setAtIndex(
                    ValueLayout.JAVA_FLOAT, entry, weight.values().getAtIndex(ValueLayout.JAVA_FLOAT, number));
        }
    }

    private static void requireProduct(SparseRows a, Matrix x, Matrix y) {
        if (a.columns() != x.rows() || y.rows() != a.rows() || y.columns() != x.columns()) {
            throw new IllegalArgumentException("[%d x %d] times [%d x %d] into %s"
                    .formatted(a.rows(), a.columns(), x.rows(), x.columns(), y));
        }
    }
}
