package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.SparseGradientKernels;
import io.moduli.core.engine.kernels.SparseProductKernels;
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

/**
 * Blocks of rows of a sparse weight. The operand is packed once a pass; for products with the transposed weight a table says
 * where each column's entries of each block begin.
 */
final class SparseRowBlocks extends RowBlocks {

    /** A block's rows of the result stay in the second-level cache beside the packed operand. */
    private static final int BYTES_OF_BLOCK = 256 * 1024;

    private static final int LEAST_ROWS = 16;
    private static final int MOST_ROWS = 512;
    private static final int VECTORS_OF_PANEL = 7;
    private static final int COLUMNS_OF_PANEL = VECTORS_OF_PANEL * Vectors.LENGTH;

    private final SparseWeight weight;
    private final Panels panels;
    private final OperandGradient operandGradient;
    /** The address of each worker's packed operand. */
    private final long[] packed;
    /** The same of an operand of one column, for forward products. */
    private final float[][] column;
    /** The first entry of each column in each block, in the order by columns: [blocks + 1 × columns] integers. */
    private final MemorySegment begins;
    /** Values in the order by columns; each worker keeps those of its own rows. */
    private final MemorySegment transposedValues;
    /** Of each worker, whether values may have changed since it copied its own. */
    private final boolean[] outdated;

    /** @param columns of the operand */
    SparseRowBlocks(SparseWeight weight, int[] rowBounds, int columns, Team team) {
        super(rowBounds, rowsOfBlock(columns));
        SparseStructure structure = weight.structure();
        this.weight = weight;
        this.panels = new Panels(team);
        this.operandGradient = new OperandGradient(structure.columns(), columns, team);
        this.packed = new long[team.size()];
        this.column = new float[team.size()][0];
        this.begins = begins(structure.byColumn());
        this.transposedValues = OffHeap.words(structure.entries());
        this.outdated = new boolean[team.size()];
        Arrays.fill(outdated, true);
    }

    private static int rowsOfBlock(int columns) {
        return Math.clamp(BYTES_OF_BLOCK / ((long) columns * Float.BYTES), LEAST_ROWS, MOST_ROWS);
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
        packed[worker] = panels.copyAll(worker, x, COLUMNS_OF_PANEL);
        if (x.columns() == 1) {
            column[worker] = panels.column(worker, x);
        }
        operandGradient.clear(worker);
    }

    @Override
    public void multiply(int worker, int block, Matrix y, boolean add) {
        outdated[worker] = true;
        SparseRows a = weight.structure().byRow();
        int first = begin(block);
        int end = begin(block + 1);
        int columns = y.columns();
        if (!add) {
            for (int row = first; row < end; row++) {
                y.memory().asSlice(y.byteOffset(row, 0), (long) columns * Float.BYTES).fill((byte) 0);
            }
        }
        if (columns == 1) {
            SparseProductKernels.multiplyColumn(
                    a, weight.values(), first, end, column[worker], address(y, 0, 0), stride(y));
        } else {
            long rows = a.begins().address();
            for (int column = 0; column < columns; column += COLUMNS_OF_PANEL) {
                long stride = Panels.stride(Math.min(COLUMNS_OF_PANEL, columns - column));
                multiply(a, weight.values(), rows, rows + Integer.BYTES, first, end, panel(worker, column), stride, y,
                        column);
            }
        }
        Reference.reachabilityFence(y);
    }

    @Override
    public void gradient(int worker, int block, Matrix y) {
        SparseRows a = weight.structure().byRow();
        int first = begin(block);
        int end = begin(block + 1);
        MemorySegment gradients = weight.gradients();
        for (int entry = a.begin(first); entry < a.begin(end); entry++) {
            gradients.setAtIndex(ValueLayout.JAVA_FLOAT, entry, 0);
        }
        int columns = y.columns();
        for (int panel = 0; panel < columns; panel += COLUMNS_OF_PANEL) {
            int width = Math.min(COLUMNS_OF_PANEL, columns - panel);
            for (int column = 0; column < width;) {
                int vectors = SparseGradientKernels.width(Math.max(1, (width - column) / Vectors.LENGTH));
                int lanes = Math.min(width - column, vectors * Vectors.LENGTH);
                SparseGradientKernels.accumulate(
                        vectors, lanes, a, gradients, first, end,
                        panel(worker, panel) + (long) column * Float.BYTES, Panels.stride(width),
                        address(y, -first, panel + column), stride(y));
                column += lanes;
            }
        }
        Reference.reachabilityFence(y);
    }

    @Override
    public void multiplyTransposed(int worker, int block, Matrix y) {
        if (outdated[worker]) {
            copyValues(worker);
            outdated[worker] = false;
        }
        SparseRows a = weight.structure().byColumn();
        Matrix sum = operandGradient.part(worker);
        if (!operandGradient.adds(worker)) {
            sum.memory().fill((byte) 0);
        }
        long rowOfTable = (long) a.rows() * Integer.BYTES;
        long table = begins.address() + block * rowOfTable;
        for (int column = 0; column < y.columns(); column += COLUMNS_OF_PANEL) {
            multiply(
                    a, transposedValues, table, table + rowOfTable, 0, a.rows(), address(y, -begin(block), column),
                    stride(y), sum, column);
        }
        Reference.reachabilityFence(y);
        Reference.reachabilityFence(sum);
        Reference.reachabilityFence(begins);
    }

    @Override
    public void end(int worker, Matrix xGradient) {
        operandGradient.writeSum(worker, xGradient);
    }

    /**
     * Adds to a panel of y.
     *
     * @param x the address of the operand's panel
     * @param strideOfX bytes from one of its rows to the next
     * @param column the panel's first column
     */
    private static void multiply(
            SparseRows a, MemorySegment values, long begins, long ends, int first, int end, long x, long strideOfX,
            Matrix y, int column) {
        int panel = Math.min(COLUMNS_OF_PANEL, y.columns() - column);
        for (int done = 0; done < panel;) {
            int vectors = SparseProductKernels.width(Math.ceilDiv(panel - done, Vectors.LENGTH));
            int width = Math.min(panel - done, vectors * Vectors.LENGTH);
            int lanes = width - (vectors - 1) * Vectors.LENGTH;
            SparseProductKernels.multiply(
                    vectors, lanes, a, values, begins, ends, first, end, x + (long) done * Float.BYTES, strideOfX,
                    address(y, 0, column + done), stride(y));
            done += width;
        }
    }

    private long panel(int worker, int column) {
        int number = column / COLUMNS_OF_PANEL;
        return packed[worker] + number * (long) weight.structure().columns() * Panels.stride(COLUMNS_OF_PANEL);
    }

    /** Copies what the worker itself is going to read, so that nobody waits for anybody. */
    private void copyValues(int worker) {
        SparseRows byColumn = weight.structure().byColumn();
        MemorySegment order = weight.structure().order();
        long first = (long) firstBlock(worker) * byColumn.rows();
        long last = (long) firstBlock(worker + 1) * byColumn.rows();
        for (int column = 0; column < byColumn.rows(); column++) {
            int end = begins.getAtIndex(ValueLayout.JAVA_INT, last + column);
            for (int entry = begins.getAtIndex(ValueLayout.JAVA_INT, first + column); entry < end; entry++) {
                int number = order.getAtIndex(ValueLayout.JAVA_INT, entry);
                transposedValues.setAtIndex(
                        ValueLayout.JAVA_FLOAT, entry, weight.values().getAtIndex(ValueLayout.JAVA_FLOAT, number));
            }
        }
    }

    /** May lie outside of the matrix where a row is negative, for a block whose rows are counted from the weight's first. */
    private static long address(Matrix matrix, int row, int column) {
        return matrix.memory().address() + matrix.byteOffset(row, column);
    }

    private static long stride(Matrix matrix) {
        return (long) matrix.stride() * Float.BYTES;
    }
}
