package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.kernels.SparseProductKernels;
import io.moduli.core.engine.kernels.TokenKernels;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.SparseRows;
import io.moduli.core.engine.storage.SparseWeight;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Optional;

/**
 * A linear map whose weight stores only some entries. Work is split between the workers by entries, not by rows.
 *
 * <p>Products with the transposed matrix need the values along the columns, of which the map keeps a
 * {@linkplain TransposedValues copy}. All workers of the team call the same products in the same order, inside
 * {@link Team#run}: products wait for each other's preparations.
 */
public final class SparseLinearMap extends LinearMap {

    /** Below this size, the operand is in the first two levels of the cache anyway. */
    private static final int MINIMUM_ROWS_TO_PACK = 256;
    /** Rows that are this close together, in bytes, touch few pages and are prefetched as they are. */
    private static final long MAXIMUM_STRIDE = 2048;
    /** A copy costs about as much as using a row two or three times. */
    private static final int MINIMUM_USES_TO_PACK = 4;

    private final Parameter parameter;
    private final SparseWeight weight;
    private final SparseGradient gradient;
    private final Team team;
    private final Panels panels;
    /** Created on first use: not every weight is multiplied transposed. */
    private Optional<TransposedValues> transposed = Optional.empty();

    /**
     * @param parameter a weight that is stored sparse
     * @param team whose workers do the parts of each product
     */
    public SparseLinearMap(Parameter parameter, Team team) {
        this(parameter, team, SparseGradient.of(parameter));
    }

    /** A map whose gradient is its own. */
    static SparseLinearMap withOwnGradient(Parameter parameter, Team team) {
        return new SparseLinearMap(parameter, team, SparseGradient.apart(parameter));
    }

    private SparseLinearMap(Parameter parameter, Team team, SparseGradient gradient) {
        super(
                parameter.sparse().structure().byRow().split(team.size()),
                parameter.sparse().structure().byColumn().split(team.size()));
        this.parameter = parameter;
        this.weight = parameter.sparse();
        this.gradient = gradient;
        this.team = team;
        this.panels = new Panels(team);
    }

    @Override
    public void multiply(int worker, Matrix x, Matrix y, boolean add) {
        SparseRows a = weight.structure().byRow();
        requireProduct(a, x, y);
        multiply(worker, a, weight.values(), x, y, add, firstRow(worker), firstRow(worker + 1));
    }

    @Override
    public void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add) {
        SparseRows a = weight.structure().byColumn();
        requireProduct(a, y, x);
        int first = firstColumn(worker);
        int end = firstColumn(worker + 1);
        prepareTransposed(worker, first, end);
        multiply(worker, a, transposed().values(), y, x, add, first, end);
    }

    /**
     * Where each part of the units begins, so that all parts have about the same work for the rows of their units, in
     * every gate, and for their columns; the last element is the number of units.
     *
     * @param gates blocks of rows, a row for each unit in each
     */
    public int[] unitBounds(int gates, int parts) {
        return UnitBounds.of(weight.structure(), gates, parts);
    }

    /** The rows from {@code first} to {@code end - 1} of y = W x, or of y += W x, for rows that lie close together. */
    public void multiplyRows(int first, int end, Matrix x, Matrix y, boolean add) {
        multiplyAsTheyAre(weight.structure().byRow(), weight.values(), x, y, add, first, end);
    }

    /** Prepares the worker for {@link #multiplyTransposedRows} with the current values, for some columns. */
    public void prepareTransposed(int worker, int first, int end) {
        SparseRows a = weight.structure().byColumn();
        TransposedValues values = transposed();
        if (values.outdated(worker)) {
            StepPart before = team.clock(worker).enter(StepPart.PACKING);
            values.copy(a.begin(first), a.begin(end));
            team.clock(worker).enter(before);
        }
    }

    /** The rows from {@code first} to {@code end - 1} of x = Wᵀ y, or of x += Wᵀ y, for rows that lie close together. */
    public void multiplyTransposedRows(int first, int end, Matrix y, Matrix x, boolean add) {
        multiplyAsTheyAre(weight.structure().byColumn(), transposed().values(), y, x, add, first, end);
    }

    private static void multiplyAsTheyAre(
            SparseRows a, MemorySegment values, Matrix x, Matrix y, boolean add, int first, int end) {
        if (!add) {
            RowKernels.zeroRows(y, first, end);
        }
        long begins = a.begins().address();
        SparseProducts.multiply(
                a, values, begins, begins + Integer.BYTES, first, end, Vectors.address(x, 0, 0),
                Vectors.stride(x), y, 0, y.columns());
        Reference.reachabilityFence(x);
    }

    private synchronized TransposedValues transposed() {
        if (transposed.isEmpty()) {
            transposed = Optional.of(new TransposedValues(parameter, team.size()));
        }
        return transposed.get();
    }

    @Override
    public void gradient(int worker, Matrix y, Matrix x, boolean add) {
        SparseRows a = weight.structure().byRow();
        requireProduct(a, x, y);
        int first = firstRow(worker);
        int end = firstRow(worker + 1);
        if (!packs(a, x)) {
            addGradientRows(first, end, y, x, add);
            return;
        }
        if (!add) {
            gradient.zero(first, end);
        }
        int columns = y.columns();
        int width;
        for (int column = 0; column < columns; column += width) {
            width = SparseGradient.width(columns - column);
            long source = panels.copy(worker, x, column, width);
            gradient.add(first, end, source, Panels.stride(width), y, 0, column, width);
        }
    }

    /** The rows from {@code first} to {@code end - 1} of G = y xᵀ, or of G += y xᵀ, for rows that lie close together. */
    public void addGradientRows(int first, int end, Matrix y, Matrix x, boolean add) {
        if (!add) {
            gradient.zero(first, end);
        }
        gradient.add(
                first, end, Vectors.address(x, 0, 0), Vectors.stride(x), y, 0, 0, y.columns());
        Reference.reachabilityFence(x);
    }

    /**
     * How many time steps of operands with this many columns the gradient can handle at once for little more than the
     * cost of one.
     */
    public static int gradientSteps(int columns) {
        return SparseGradient.stepsAtOnce(columns);
    }

    /**
     * The rows from {@code first} to {@code end - 1} of G = Σ y_t x_tᵀ over some time steps, or of G plus this sum.
     *
     * @param y by step, of the same extents, at equal distances in memory
     * @param x the same
     * @param step the first step
     * @param steps how many, 1 or more
     */
    public void addGradientRows(int first, int end, Matrix[] y, Matrix[] x, int step, int steps, boolean add) {
        if (!add) {
            gradient.zero(first, end);
        }
        gradient.add(first, end, y, x, step, steps);
    }

    /** The rows from {@code first} to {@code end - 1} of G = 0. */
    public void zeroGradientRows(int first, int end) {
        gradient.zero(first, end);
    }

    @Override
    public void zeroGradient(int worker) {
        zeroGradientRows(firstRow(worker), firstRow(worker + 1));
    }

    @Override
    public void takeGradient(int worker, LinearMap apart, boolean add) {
        if (!(apart instanceof SparseLinearMap other)) {
            throw new IllegalArgumentException("the gradient of a weight that is stored sparse is taken from " + apart);
        }
        gradient.take(other.gradient, add, firstRow(worker), firstRow(worker + 1));
    }

    private void multiply(
            int worker, SparseRows a, MemorySegment values, Matrix x, Matrix y, boolean add, int first, int end) {
        if (!add) {
            RowKernels.zeroRows(y, first, end);
        }
        int columns = y.columns();
        long begins = a.begins().address();
        long ends = begins + Integer.BYTES;
        if (columns == 1) {
            SparseProductKernels.multiplyColumn(
                    a, values, first, end, panels.column(worker, x), Vectors.address(y, 0, 0),
                    Vectors.stride(y));
            Reference.reachabilityFence(y);
        } else if (packs(a, x)) {
            int width;
            for (int column = 0; column < columns; column += width) {
                width = SparseProducts.productWidth(columns - column);
                long source = panels.copy(worker, x, column, width);
                SparseProducts.multiply(
                        a, values, begins, ends, first, end, source, Panels.stride(width), y, column, width);
            }
        } else {
            multiplyAsTheyAre(a, values, x, y, true, first, end);
        }
    }

    /** Whether copying the operand pays off: if its rows are many and far apart, and each is used a few times. */
    private static boolean packs(SparseRows a, Matrix x) {
        return Vectors.stride(x) > MAXIMUM_STRIDE && a.columns() >= MINIMUM_ROWS_TO_PACK
                && a.entries() / a.columns() >= MINIMUM_USES_TO_PACK;
    }

    /** {@inheritDoc} Each worker computes some columns of x. */
    @Override
    public void gather(int worker, int[] tokens, Matrix x) {
        TokenKernels.gather(
                weight.structure().byRow(), weight.values(), tokens, x, team.begin(tokens.length, worker),
                team.end(tokens.length, worker));
    }

    /** {@inheritDoc} Each worker computes some rows of the gradient. */
    @Override
    public void scatter(int worker, int[] tokens, Matrix x, boolean add) {
        TokenKernels.scatter(
                weight.structure().byRow(), gradient.entries(), tokens, x, add, worker, team.size());
    }

    @Override
    public RowBlocks rowBlocks(int columns, Team ofTeam) {
        return new SparseRowBlocks(parameter, rowBounds(), columns, ofTeam);
    }

    private static void requireProduct(SparseRows a, Matrix x, Matrix y) {
        if (a.columns() != x.rows() || y.rows() != a.rows() || y.columns() != x.columns()) {
            throw new IllegalArgumentException("[%d x %d] times [%d x %d] into %s"
                    .formatted(a.rows(), a.columns(), x.rows(), x.columns(), y));
        }
    }
}
