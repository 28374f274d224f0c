package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.kernels.SoftmaxKernels;
import io.moduli.core.engine.threads.Team;
import java.util.stream.IntStream;

/**
 * The common part of both cross-entropies: the log-softmax of every column.
 *
 * <p>Columns lie side by side in a vector's lanes, so all sums go down the rows and need no sum across lanes. While
 * rows are observed, each worker keeps for each column its maximum output so far and the sum of exp(output - maximum),
 * which is scaled down whenever a later block has a larger output (Milakov and Gimelshein, 2018). The gradient computes
 * the exponentials again, which takes less time than storing them outside the cache.
 */
abstract class SoftmaxLoss extends ObservedLoss {

    private final int columns;
    private final WorkerSums[] workers;
    /** For each column, its maximum output and the factor of exp(output - maximum) in the gradient; [2 × columns]. */
    private final Matrix normalizers;

    SoftmaxLoss(TaskShape shape, Team team) {
        super(team);
        this.columns = shape.outputColumns();
        this.workers = IntStream.range(0, team.size())
                .mapToObj(_ -> new WorkerSums(columns))
                .toArray(WorkerSums[]::new);
        this.normalizers = Matrix.allocateAligned(2, columns);
    }

    /**
     * A worker's sums for each column, [1 × columns] each.
     *
     * @param maximum its maximum output
     * @param sums Σ exp(output - maximum)
     * @param masses Σ target
     * @param weighted Σ target · output
     * @param earlier the maximum output before the last block
     */
    private record WorkerSums(Matrix maximum, Matrix sums, Matrix masses, Matrix weighted, Matrix earlier) {

        WorkerSums(int columns) {
            this(row(columns), row(columns), row(columns), row(columns), row(columns));
        }

        private static Matrix row(int columns) {
            return Matrix.allocateAligned(1, columns);
        }

        void clear() {
            for (int column = 0; column < maximum.columns(); column++) {
                maximum.set(0, column, Float.NEGATIVE_INFINITY);
            }
            sums.fill(0);
            masses.fill(0);
            weighted.fill(0);
        }
    }

    /** Adds the rows' targets, and their products with the outputs, to the respective sums, [1 × columns]. */
    abstract void addTargets(int first, int end, Matrix masses, Matrix weighted);

    /** Subtracts the rows' targets times a scale from the gradient's first rows. */
    abstract void subtractTargets(int first, int end, Matrix gradient, float scale);

    /** How many columns count. */
    abstract double count();

    @Override
    public void begin(Matrix outputs, Batch batch) {
        super.begin(outputs, batch);
        for (WorkerSums worker : workers) {
            worker.clear();
        }
    }

    @Override
    public final void observe(int worker, int first, int end) {
        Matrix outputs = outputs();
        WorkerSums known = workers[worker];
        RowKernels.copy(known.maximum, known.earlier, 0, 1);
        for (int row = first; row < end; row++) {
            SoftmaxKernels.raise(outputs, row, known.maximum);
        }
        for (int column = 0; column < columns; column++) {
            float change = known.earlier.get(0, column) - known.maximum.get(0, column);
            if (change != 0) {
                known.sums.set(0, column, known.sums.get(0, column) * (float) StrictMath.exp(change));
            }
        }
        for (int row = first; row < end; row++) {
            SoftmaxKernels.addPowers(outputs, row, known.maximum, known.sums);
        }
        addTargets(first, end, known.masses, known.weighted);
    }

    @Override
    public final double finish() {
        double loss = 0;
        double count = count();
        for (int column = 0; column < columns; column++) {
            float maximum = Float.NEGATIVE_INFINITY;
            for (WorkerSums worker : workers) {
                maximum = Math.max(maximum, worker.maximum.get(0, column));
            }
            double sum = 0;
            double mass = 0;
            double weighted = 0;
            for (WorkerSums worker : workers) {
                sum += worker.sums.get(0, column) * StrictMath.exp(worker.maximum.get(0, column) - maximum);
                mass += worker.masses.get(0, column);
                weighted += worker.weighted.get(0, column);
            }
            loss += mass * (maximum + StrictMath.log(sum)) - weighted;
            normalizers.set(0, column, maximum);
            normalizers.set(1, column, (float) (mass / (sum * count)));
        }
        return loss / count;
    }

    @Override
    public final void gradient(int worker, int first, int end, Matrix gradient) {
        Matrix outputs = outputs();
        for (int row = first; row < end; row++) {
            SoftmaxKernels.powers(outputs, row, normalizers, gradient, row - first);
        }
        subtractTargets(first, end, gradient, (float) (1 / count()));
    }
}
