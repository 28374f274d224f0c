package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.kernels.SparseProductKernels;
import io.moduli.core.engine.storage.OffHeap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.SparseRows;
import io.moduli.core.engine.storage.SparseWeight;
import io.moduli.core.engine.threads.Team;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

/**
 * Blocks of rows of a sparse weight. The operand is packed once per pass; for products with the transposed weight, a
 * table gives where each column's entries begin in each block.
 */
final class SparseRowBlocks extends RowBlocks {

    /** A block's rows of the result stay in the second-level cache beside the packed operand. */
    private static final int BYTES_OF_BLOCK = 256 * 1024;

    private static final int MINIMUM_ROWS = 16;
    private static final int MAXIMUM_ROWS = 512;

    private final Parameter parameter;
    private final SparseWeight weight;
    private final SparseGradient gradient;
    private final Panels panels;
    private final OperandGradient operandGradient;
    /** Each worker's operand, not packed. */
    private final Matrix[] operands;
    /** The address of each worker's packed operand. */
    private final long[] packed;
    /** The same for an operand of one column, for forward products. */
    private final float[][] column;
    /** The first entry of each column in each block, in the order by columns: [blocks + 1 × columns] integers. */
    private final MemorySegment begins;
    private final TransposedValues transposed;

    /**
     * @param parameter a weight that is stored sparse
     * @param columns of the operand
     */
    SparseRowBlocks(Parameter parameter, int[] rowBounds, int columns, Team team) {
        super(rowBounds, rows(columns));
        this.parameter = parameter;
        this.weight = parameter.sparse();
        this.gradient = SparseGradient.of(parameter);
        this.panels = new Panels(team);
        this.operandGradient = new OperandGradient(parameter.columns(), columns, team);
        this.operands = new Matrix[team.size()];
        this.packed = new long[team.size()];
        this.column = new float[team.size()][0];
        this.begins = begins(weight.structure().byColumn());
        this.transposed = new TransposedValues(parameter, team.size());
    }

    static int rows(int columns) {
        return Math.clamp(BYTES_OF_BLOCK / ((long) columns * Float.BYTES), MINIMUM_ROWS, MAXIMUM_ROWS);
    }

    private MemorySegment begins(SparseRows byColumn) {
        int blocks = blocks();
        MemorySegment table = OffHeap.words((blocks + 1L) * byColumn.rows());
        for (int column = 0; column < byColumn.rows(); column++) {
            int entry = byColumn.begin(column);
            int end = byColumn.begin(column + 1);
            for (int block = 0; block <= blocks; block++) {
                while (entry < end && byColumn.column(entry) < begin(block)) {
                    entry++;
                }
                table.setAtIndex(ValueLayout.JAVA_INT, (long) block * byColumn.rows() + column, entry);
            }
        }
        return table;
    }

    @Override
    public void begin(int worker, Matrix x) {
        operands[worker] = x;
        packed[worker] = panels.copyAll(worker, x, COLUMNS_OF_PANEL);
        if (x.columns() == 1) {
            column[worker] = panels.column(worker, x);
        }
        operandGradient.clear(worker);
    }

    @Override
    public void multiply(int worker, int block, Matrix y, boolean add) {
        SparseRows a = weight.structure().byRow();
        int first = begin(block);
        int end = begin(block + 1);
        int columns = y.columns();
        if (!add) {
            RowKernels.zeroRows(y, first, end);
        }
        if (columns == 1) {
            SparseProductKernels.multiplyColumn(
                    a, weight.values(), first, end, column[worker], Vectors.address(y, 0, 0),
                    Vectors.stride(y));
            Reference.reachabilityFence(y);
            return;
        }
        long rows = a.begins().address();
        for (int panel = 0; panel < columns; panel += COLUMNS_OF_PANEL) {
            int width = Math.min(COLUMNS_OF_PANEL, columns - panel);
            SparseProducts.multiply(
                    a, weight.values(), rows, rows + Integer.BYTES, first, end, packed(worker, panel),
                    Panels.stride(width), y, panel, width);
        }
    }

    @Override
    public void gradient(int worker, int block, Matrix y) {
        int first = begin(block);
        int end = begin(block + 1);
        gradient.zero(first, end);
        int columns = y.columns();
        for (int panel = 0; panel < columns; panel += COLUMNS_OF_PANEL) {
            int width = Math.min(COLUMNS_OF_PANEL, columns - panel);
            gradient.add(
                    first, end, packed(worker, panel), Panels.stride(width), y, first, panel, width);
        }
    }

    @Override
    public void multiplyTransposed(int worker, int block, Matrix y) {
        if (transposed.outdated(worker)) {
            copyValues(worker);
        }
        SparseRows a = weight.structure().byColumn();
        Matrix sum = operandGradient.part(worker);
        if (!operandGradient.adds(worker)) {
            sum.memory().fill((byte) 0);
        }
        long rowOfTable = (long) a.rows() * Integer.BYTES;
        long table = begins.address() + block * rowOfTable;
        int columns = y.columns();
        for (int panel = 0; panel < columns; panel += COLUMNS_OF_PANEL) {
            SparseProducts.multiply(
                    a, transposed.values(), table, table + rowOfTable, 0, a.rows(),
                    Vectors.address(y, -begin(block), panel), Vectors.stride(y), sum, panel,
                    Math.min(COLUMNS_OF_PANEL, columns - panel));
        }
        Reference.reachabilityFence(y);
        Reference.reachabilityFence(begins);
    }

    @Override
    public void end(int worker, Matrix xGradient) {
        operandGradient.writeSum(worker, xGradient);
    }

    private long packed(int worker, int column) {
        int number = column / COLUMNS_OF_PANEL;
        return packed[worker] + number * (long) parameter.columns() * Panels.stride(COLUMNS_OF_PANEL);
    }

    /** Copies the entries of every column that lie in the worker's blocks. */
    private void copyValues(int worker) {
        int columns = parameter.columns();
        long first = (long) firstBlock(worker) * columns;
        long last = (long) firstBlock(worker + 1) * columns;
        for (int column = 0; column < columns; column++) {
            transposed.copy(
                    begins.getAtIndex(ValueLayout.JAVA_INT, first + column),
                    begins.getAtIndex(ValueLayout.JAVA_INT, last + column));
        }
    }
}
