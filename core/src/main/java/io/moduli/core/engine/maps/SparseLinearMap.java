package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.SparseGradientKernels;
import io.moduli.core.engine.kernels.SparseProductKernels;
import io.moduli.core.engine.kernels.TokenKernels;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.engine.storage.OffHeap;
import io.moduli.core.engine.storage.SparseRows;
import io.moduli.core.engine.storage.SparseStructure;
import io.moduli.core.engine.storage.SparseWeight;
import io.moduli.core.engine.threads.Team;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Optional;

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

    /** Below, the operand lies in the first two levels of the cache anyway. */
    private static final int LEAST_ROWS_TO_PACK = 256;
    /** A copy costs about as much as using a row two or three times. */
    private static final int LEAST_USES_TO_PACK = 4;

    private final SparseWeight weight;
    private final Team team;
    private final Panels panels;
    private final int[] rowBounds;
    private final int[] columnBounds;
    /** Made when first asked for: not every weight's transpose is multiplied by. */
    private Optional<MemorySegment> transposedValues = Optional.empty();
    /** Of each worker, whether it has seen a forward product since the copy was made. */
    private final boolean[] outdated;

    /** @param team whose workers do the parts of each product */
    public SparseLinearMap(SparseWeight weight, Team team) {
        SparseStructure structure = weight.structure();
        this.weight = weight;
        this.team = team;
        this.panels = new Panels(team);
        this.rowBounds = structure.byRow().split(team.size());
        this.columnBounds = structure.byColumn().split(team.size());
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
        SparseRows a = weight.structure().byRow();
        requireProduct(a, x, y);
        outdated[worker] = true;
        multiply(worker, a, weight.values(), x, y, add, rowBounds[worker], rowBounds[worker + 1]);
    }

    @Override
    public void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add) {
        SparseRows a = weight.structure().byColumn();
        requireProduct(a, y, x);
        MemorySegment values = transposedValues();
        if (outdated[worker]) {
            copyValues(worker, values);
            outdated[worker] = false;
        }
        multiply(worker, a, values, y, x, add, columnBounds[worker], columnBounds[worker + 1]);
    }

    @Override
    public void gradient(int worker, Matrix y, Matrix x, boolean add) {
        SparseRows a = weight.structure().byRow();
        requireProduct(a, x, y);
        int first = rowBounds[worker];
        int end = rowBounds[worker + 1];
        if (!add) {
            int begin = a.begin(first);
            int entries = a.begin(end) - begin;
            weight.gradients().asSlice((long) begin * Float.BYTES, (long) entries * Float.BYTES).fill((byte) 0);
        }
        boolean packs = packs(a);
        int columns = y.columns();
        for (int column = 0; column < columns;) {
            int vectors = SparseGradientKernels.width(Math.max(1, (columns - column) / Vectors.LENGTH));
            int width = Math.min(columns - column, vectors * Vectors.LENGTH);
            long source = packs ? panels.copy(worker, x, column, width) : address(x, column);
            SparseGradientKernels.accumulate(
                    vectors, width, a, weight.gradients(), first, end, source,
                    packs ? Panels.stride(width) : stride(x), address(y, column), stride(y));
            column += width;
        }
        keepAlive(x, y);
    }

    private void multiply(
            int worker, SparseRows a, MemorySegment values, Matrix x, Matrix y, boolean add, int first, int end) {
        if (!add) {
            for (int row = first; row < end; row++) {
                y.memory().asSlice(y.byteOffset(row, 0), (long) y.columns() * Float.BYTES).fill((byte) 0);
            }
        }
        int columns = y.columns();
        if (columns == 1) {
            SparseProductKernels.multiplyColumn(
                    a, values, first, end, panels.column(worker, x), address(y, 0), stride(y));
            keepAlive(x, y);
            return;
        }
        boolean packs = packs(a);
        for (int column = 0; column < columns;) {
            int vectors = SparseProductKernels.width(Math.ceilDiv(columns - column, Vectors.LENGTH));
            int width = Math.min(columns - column, vectors * Vectors.LENGTH);
            int lanes = width - (vectors - 1) * Vectors.LENGTH;
            long source = packs ? panels.copy(worker, x, column, width) : address(x, column);
            long begins = a.begins().address();
            SparseProductKernels.multiply(
                    vectors, lanes, a, values, begins, begins + Integer.BYTES, first, end, source,
                    packs ? Panels.stride(width) : stride(x), address(y, column), stride(y));
            column += width;
        }
        keepAlive(x, y);
    }

    /** Whether copying the operand pays: its rows are many, and each is used a few times. */
    private static boolean packs(SparseRows a) {
        return a.columns() >= LEAST_ROWS_TO_PACK && a.entries() / a.columns() >= LEAST_USES_TO_PACK;
    }

    private static long address(Matrix matrix, int column) {
        return matrix.memory().address() + matrix.byteOffset(0, column);
    }

    private static long stride(Matrix matrix) {
        return (long) matrix.stride() * Float.BYTES;
    }

    /** Addresses alone do not keep memory alive. */
    private static void keepAlive(Matrix x, Matrix y) {
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    /** {@inheritDoc} A worker has some columns of x. */
    @Override
    public void gather(int worker, int[] tokens, Matrix x) {
        TokenKernels.gather(
                weight.structure().byRow(), weight.values(), tokens, x, team.begin(tokens.length, worker),
                team.end(tokens.length, worker));
    }

    /** {@inheritDoc} A worker has some rows of the gradient. */
    @Override
    public void scatter(int worker, int[] tokens, Matrix x, boolean add) {
        TokenKernels.scatter(
                weight.structure().byRow(), weight.gradients(), tokens, x, add, worker, team.size());
    }

    @Override
    public RowBlocks rowBlocks(int columns, Team team) {
        return new SparseRowBlocks(weight, rowBounds, columns, team);
    }

    private synchronized MemorySegment transposedValues() {
        if (transposedValues.isEmpty()) {
            transposedValues = Optional.of(OffHeap.words(weight.structure().entries()));
        }
        return transposedValues.get();
    }

    /** Copies what the worker itself is going to read, so that nobody waits for anybody. */
    private void copyValues(int worker, MemorySegment copy) {
        SparseRows byColumn = weight.structure().byColumn();
        MemorySegment order = weight.structure().order();
        int end = byColumn.begin(columnBounds[worker + 1]);
        for (int entry = byColumn.begin(columnBounds[worker]); entry < end; entry++) {
            int number = order.getAtIndex(ValueLayout.JAVA_INT, entry);
            copy.setAtIndex(
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
