package io.moduli.core.loss;

import io.moduli.api.math.VectorMath;
import io.moduli.api.task.Batch;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Team;
import io.moduli.core.engine.Vectors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/**
 * What both cross-entropies share: the log-softmax of every column, in two passes over the outputs.
 *
 * <p>Columns lie side by side in a vector's lanes, so all sums go down the rows and need no sum across lanes. The first pass
 * takes a block of rows at a time, which stays in the second-level cache while its greatest output so far is found and every
 * output x becomes exp(x - greatest); the sum of these is scaled down whenever a later block has a greater output (Milakov and
 * Gimelshein, 2018). The second pass makes the gradient of these powers, so that nothing is exponentiated twice and no memory
 * but the outputs' own is needed.
 *
 * <p>There is one vector exponential in all of this on purpose: two of them are more code than the compiler keeps in registers.
 */
abstract class SoftmaxLoss extends PiecewiseLoss {

    private static final int ROWS_OF_BLOCK = 512;
    /** Wide enough for a row of a piece to be read as a stream, and for its block to stay in the second-level cache. */
    private static final int COLUMNS_OF_PIECE = 256;

    private final int[] bounds;
    /** The greatest output of each column after each block, [blocks × columns]. */
    private final Matrix greatest;
    /** The sum of each column's powers, [1 × columns]. */
    private final Matrix sums;
    /** What each column's powers of a block are multiplied by, [1 × columns]. */
    private final Matrix factors;
    /** Of each column's target distribution its mass and the sum of outputs weighted by it, [2 × columns]. */
    private final Matrix targets;
    /** Where powers go that nobody wants to keep, [rows of a block × columns]. */
    private final Matrix scratch;

    SoftmaxLoss(TaskShape shape, Team team) {
        this(shape, team, pieces(shape.outputColumns()));
    }

    private SoftmaxLoss(TaskShape shape, Team team, int[] bounds) {
        super(team, bounds.length - 1);
        this.bounds = bounds;
        int columns = shape.outputColumns();
        this.greatest = Matrix.allocateAligned(Math.ceilDiv(shape.outputs(), ROWS_OF_BLOCK), columns);
        this.sums = Matrix.allocateAligned(1, columns);
        this.factors = Matrix.allocateAligned(1, columns);
        this.targets = Matrix.allocateAligned(2, columns);
        this.scratch = Matrix.allocateAligned(Math.min(shape.outputs(), ROWS_OF_BLOCK), columns);
    }

    /** An even number of pieces of like width, whole vectors each but the last. */
    private static int[] pieces(int columns) {
        int vectors = Math.ceilDiv(columns, Vectors.LENGTH);
        int pieces = Math.min(vectors, 2 * Math.ceilDiv(columns, 2 * COLUMNS_OF_PIECE));
        int[] bounds = Team.split(vectors, pieces);
        for (int piece = 0; piece <= pieces; piece++) {
            bounds[piece] = Math.min(columns, bounds[piece] * Vectors.LENGTH);
        }
        return bounds;
    }

    /** Writes the two rows of the targets for the columns from {@code first} to {@code end - 1}: mass and weighted sum. */
    abstract void readTargets(Matrix outputs, Batch batch, Matrix targets, int first, int end);

    /** Turns probabilities times a scale into the gradient times it, for the columns from {@code first} to {@code end - 1}. */
    abstract void subtractTargets(Matrix gradient, Batch batch, int first, int end, float scale);

    @Override
    final double piece(int piece, Matrix outputs, Batch batch, @Nullable Matrix gradient) {
        int first = bounds[piece];
        int end = bounds[piece + 1];
        readTargets(outputs, batch, targets, first, end);
        for (int block = 0; block < greatest.rows(); block++) {
            addBlock(block, outputs, gradient, first, end);
        }
        int last = greatest.rows() - 1;
        double loss = 0;
        for (int column = first; column < end; column++) {
            double logOfSum = greatest.get(last, column) + StrictMath.log(sums.get(0, column));
            loss += targets.get(0, column) * logOfSum - targets.get(1, column);
        }
        if (gradient != null) {
            float scale = (float) (1 / count(batch));
            for (int block = 0; block <= last; block++) {
                scaleBlock(block, gradient, first, end, scale);
            }
            subtractTargets(gradient, batch, first, end, scale);
        }
        return loss;
    }

    private void addBlock(int block, Matrix outputs, @Nullable Matrix gradient, int first, int end) {
        int begin = block * ROWS_OF_BLOCK;
        int rows = Math.min(ROWS_OF_BLOCK, outputs.rows() - begin);
        for (int column = first; column < end; column++) {
            greatest.set(block, column, block == 0 ? Float.NEGATIVE_INFINITY : greatest.get(block - 1, column));
        }
        findGreatest(outputs, begin, rows, first, end, block);
        for (int column = first; column < end; column++) {
            sums.set(0, column, block == 0 ? 0 : sums.get(0, column) * shrinkage(block - 1, block, column));
        }
        if (gradient == null) {
            addPowers(outputs, begin, scratch, 0, rows, first, end, block);
        } else {
            addPowers(outputs, begin, gradient, begin, rows, first, end, block);
        }
    }

    private void scaleBlock(int block, Matrix powers, int first, int end, float scale) {
        int begin = block * ROWS_OF_BLOCK;
        int rows = Math.min(ROWS_OF_BLOCK, powers.rows() - begin);
        for (int column = first; column < end; column++) {
            factors.set(0, column, shrinkage(block, greatest.rows() - 1, column) * scale / sums.get(0, column));
        }
        scalePowers(powers, begin, rows, first, end);
    }

    /** What powers relative to a block's greatest output are to be multiplied by, for them to be relative to a later one's. */
    private float shrinkage(int block, int later, int column) {
        float difference = greatest.get(block, column) - greatest.get(later, column);
        return difference == 0 ? 1 : (float) StrictMath.exp(difference);
    }

    // The loops below carry no vector from row to row but through memory: one that they carried would end as an object.

    private void findGreatest(Matrix outputs, int begin, int rows, int first, int end, int block) {
        for (int row = begin; row < begin + rows; row++) {
            for (int column = first; column < end; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, end);
                FloatVector output = Vectors.load(outputs, row, column, mask);
                Vectors.store(Vectors.load(greatest, block, column, mask).max(output), greatest, block, column, mask);
            }
        }
    }

    /** Writes exp(output - greatest), which is never above 1, and adds it up. */
    private void addPowers(
            Matrix outputs, int begin, Matrix powers, int powersBegin, int rows, int first, int end, int block) {
        for (int row = 0; row < rows; row++) {
            for (int column = first; column < end; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, end);
                FloatVector shift = Vectors.load(greatest, block, column, mask);
                FloatVector power = VectorMath.exp(Vectors.load(outputs, begin + row, column, mask).sub(shift));
                Vectors.store(Vectors.load(sums, 0, column, mask).add(power), sums, 0, column, mask);
                Vectors.store(power, powers, powersBegin + row, column, mask);
            }
        }
    }

    private void scalePowers(Matrix powers, int begin, int rows, int first, int end) {
        for (int row = begin; row < begin + rows; row++) {
            for (int column = first; column < end; column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, end);
                FloatVector factor = Vectors.load(factors, 0, column, mask);
                Vectors.store(Vectors.load(powers, row, column, mask).mul(factor), powers, row, column, mask);
            }
        }
    }
}
