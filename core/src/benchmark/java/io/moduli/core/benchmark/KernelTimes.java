package io.moduli.core.benchmark;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Times the three products of a workload's recurrent weight, stored dense or sparse, as a training step calls them: forward
 * and transposed once for each time step, and the gradient over all steps; a step is compact, its rows filled up to whole cache
 * lines, which sparse products work in full. The first two of a sparse weight are timed with Intel's library, too. A sparse weight's flops are those of its stored entries and of the batch's
 * columns.
 */
final class KernelTimes {

    private static final int ROUNDS = 7;
    /** Numbers in a cache line. */
    private static final int LINE = 16;
    private static final long WARM_UP_NANOSECONDS = 300_000_000L;
    /** A round takes about this share of the warm-up. */
    private static final int ROUNDS_IN_WARM_UP = 5;
    private static final double NANO = 1e-9;

    private final Team team;
    private final Workload workload;
    private final Matrix x;
    private final Matrix y;
    /** What products write: as long as x or as y. */
    private final Matrix shortResult;
    private final Matrix longResult;

    /** Draws the operands. */
    KernelTimes(Team team, Workload workload) {
        this.team = team;
        this.workload = workload;
        RandomGenerator random = new RandomStreams(1).stream("kernels");
        this.x = sequence(workload.hidden(), random);
        this.y = sequence(workload.rows(), random);
        this.shortResult = sequence(workload.hidden(), random);
        this.longResult = sequence(workload.rows(), random);
    }

    /**
     * What one product came to; the names are those of the file for programs.
     *
     * @param shape the workload's
     * @param kernel forward, transposed or gradient, or one of the first two {@linkplain MklProducts with MKL}
     * @param format how the weight was stored
     * @param sparsity the share of entries that was removed
     * @param left which entries were left
     * @param median_ms of all time steps together
     * @param gflops 10⁹ floating-point operations a second, in the median of {@value #ROUNDS} rounds
     * @param slowest_gflops the same in the slowest round
     * @param fastest_gflops the same in the fastest round
     */
    record Time(
            String shape, String kernel, String format, double sparsity, String left, double median_ms,
            double gflops, double slowest_gflops, double fastest_gflops) {}

    /** The three products of the weight with a share of entries removed; with none it is stored dense, else sparse. */
    List<Time> at(double sparsity, Structure structure) {
        RandomStreams streams = new RandomStreams(2);
        Parameter weight = Parameter.weight(
                new WeightShape(
                        "w", WeightRole.RECURRENT, 0, workload.cell().gates(), workload.hidden(), workload.hidden()),
                1.0 / workload.hidden());
        weight.draw(streams.stream("weight"));
        if (sparsity > 0) {
            RandomGenerator random = streams.stream("mask");
            weight.prune(
                    structure.draw(workload, sparsity, random),
                    new StorageChoice(StorageFormat.SPARSE, "its products are timed"));
        }
        LinearMap map = LinearMap.of(weight, team);
        List<Time> times = new ArrayList<>();
        Case measured = new Case(sparsity, structure, weight.kept());
        boolean whole = sparsity > 0;
        Matrix[] from = steps(x, workload.hidden(), whole);
        Matrix[] fromRows = steps(y, workload.rows(), whole);
        Matrix[] toRows = steps(longResult, workload.rows(), whole);
        Matrix[] to = steps(shortResult, workload.hidden(), whole);
        times.add(time("forward", measured, eachStep((worker, step) -> map.multiply(
                worker, from[step], toRows[step], false))));
        times.add(time("transposed", measured, eachStep((worker, step) -> map.multiplyTransposed(
                worker, fromRows[step], to[step], false))));
        times.add(time("gradient", measured, worker -> {
            for (int step = 0; step < workload.time(); step++) {
                map.gradient(worker, fromRows[step], from[step], step > 0);
            }
        }));
        if (whole) {
            try (MklProducts mkl = new MklProducts(weight.sparse(), from[0].columns(), team.size())) {
                times.add(time("MKL forward", measured, () -> {
                    for (int step = 0; step < workload.time(); step++) {
                        mkl.multiply(from[step], toRows[step]);
                    }
                }));
                times.add(time("MKL transposed", measured, () -> {
                    for (int step = 0; step < workload.time(); step++) {
                        mkl.multiplyTransposed(fromRows[step], to[step]);
                    }
                }));
            }
        }
        return times;
    }

    private record Case(double sparsity, Structure structure, long entries) {}

    private Time time(String kernel, Case measured, IntConsumer work) {
        return time(kernel, measured, () -> team.run(work));
    }

    private Time time(String kernel, Case measured, Runnable work) {
        double[] seconds = sortedSeconds(work);
        double operations = 2e-9 * measured.entries() * workload.batch() * workload.time();
        double median = seconds[ROUNDS / 2];
        boolean sparse = measured.sparsity() > 0;
        return new Time(
                workload.shape(), kernel, sparse ? "sparse" : "dense", measured.sparsity(),
                sparse ? measured.structure().title() : "all", 1e3 * median, operations / median,
                operations / seconds[ROUNDS - 1], operations / seconds[0]);
    }

    /** One step after the other, 0 behind the batch's columns. */
    private Matrix sequence(int rows, RandomGenerator random) {
        int whole = Math.ceilDiv(workload.batch(), LINE) * LINE;
        Matrix matrix = Matrix.allocateAligned(rows * workload.time(), workload.batch() == 1 ? 1 : whole);
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < workload.batch(); column++) {
                matrix.set(row, column, random.nextFloat() - 0.5f);
            }
        }
        return matrix;
    }

    private Matrix[] steps(Matrix sequence, int rows, boolean whole) {
        Matrix[] steps = new Matrix[workload.time()];
        Arrays.setAll(steps, step -> sequence.window(
                step * rows, rows, 0, whole ? sequence.columns() : workload.batch()));
        return steps;
    }

    private IntConsumer eachStep(StepProduct product) {
        return worker -> {
            for (int step = 0; step < workload.time(); step++) {
                product.run(worker, step);
                team.barrier(worker);
            }
        };
    }

    /** Seconds of one run of the work in each round, the fastest first. */
    private static double[] sortedSeconds(Runnable work) {
        long end = System.nanoTime() + WARM_UP_NANOSECONDS;
        int runs = 0;
        do {
            work.run();
            runs++;
        } while (System.nanoTime() < end);
        int repetitions = Math.max(1, runs / ROUNDS_IN_WARM_UP);
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int repetition = 0; repetition < repetitions; repetition++) {
                work.run();
            }
            seconds[round] = (System.nanoTime() - begin) * NANO / repetitions;
        }
        Arrays.sort(seconds);
        return seconds;
    }

    /** A product of one time step. */
    private interface StepProduct {
        void run(int worker, int step);
    }
}
