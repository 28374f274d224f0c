package io.moduli.core.benchmark;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.DenseLinearMap;
import io.moduli.core.engine.Parameter;
import io.moduli.core.engine.SparseLinearMap;
import io.moduli.core.engine.SparseStructure;
import io.moduli.core.engine.SparseWeight;
import io.moduli.core.engine.Team;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Times the three products of a square recurrent weight, dense and sparse, as a training step calls them: a forward and a
 * transposed product for each time step on windows of a sequence, and one gradient over all of them.
 *
 * <p>It prints GFLOP/s of the stored entries' multiply-adds, the share of the {@link MachinePeak} of the same run, and how
 * many times faster the three sparse products together are than the dense ones. Masks are random, or a band of neighbours
 * of units near each other on a circle, twice as wide as it holds entries.
 *
 * <p>Arguments, all optional: hidden units, batches and densities, each a list such as {@code 512,2048}.
 */
public final class SparseKernelBenchmark {

    private static final int TIME = 20;
    private static final int ROUNDS = 7;
    private static final long WARM_UP_NANOSECONDS = 300_000_000L;
    /** A band holds this many times as many columns as are kept in it. */
    private static final int BAND = 2;

    private SparseKernelBenchmark() {}

    /** Which entries are kept. */
    private enum Structure {
        RANDOM, BAND
    }

    public static void main(String[] arguments) {
        List<Integer> units = integers(arguments, 0, "128,512,1024,2048,4096");
        List<Integer> batches = integers(arguments, 1, "20,32,100,200");
        List<Double> densities = Arrays
                .stream((arguments.length > 2 ? arguments[2] : "0.02,0.05,0.1,0.2,0.5").split(","))
                .map(Double::valueOf)
                .toList();
        try (Team team = new Team(Runtime.getRuntime().availableProcessors())) {
            double peak = MachinePeak.gigaflops(team);
            print("peak %.0f GFLOP/s on %d threads%n", peak, team.size());
            print("%6s %5s %7s %7s  %s%n", "hidden", "batch", "density", "masks",
                    "forward, transposed, gradient: GFLOP/s (share of peak); time of all three; times dense");
            for (int hidden : units) {
                for (int batch : batches) {
                    new Shape(team, peak, hidden, batch).measure(densities);
                }
            }
        }
    }

    /** The operands of one number of hidden units and one batch. */
    private record Shape(Team team, double peak, int hidden, int batch) {

        void measure(List<Double> densities) {
            RandomGenerator random = new RandomStreams(hidden).stream("benchmark");
            Matrix x = sequence(random);
            Matrix y = sequence(random);
            Matrix result = sequence(random);
            Parameter parameter = Parameter.weight(
                    new WeightShape("w", WeightRole.RECURRENT, 0, 1, hidden, hidden), 1.0 / hidden);
            parameter.draw(random);
            DenseLinearMap dense = new DenseLinearMap(parameter, team.size());
            double denseSeconds = report("dense", 1, (long) hidden * hidden, new double[] {
                eachStep((worker, step) -> dense.multiply(worker, window(x, step), window(result, step), false)),
                eachStep((worker, step) -> dense.multiplyTransposed(worker, window(y, step), window(result, step),
                        false)),
                median(worker -> dense.gradient(worker, y, x, false))}, 0);
            for (double density : densities) {
                for (Structure structure : Structure.values()) {
                    if (structure == Structure.RANDOM || density * BAND < 1) {
                        sparse(structure, density, x, y, result, denseSeconds, random);
                    }
                }
            }
        }

        private void sparse(
                Structure structure, double density, Matrix x, Matrix y, Matrix result, double denseSeconds,
                RandomGenerator random) {
            SparseWeight weight = new SparseWeight(SparseStructure.of(mask(structure, density, random)));
            int entries = weight.structure().entries();
            for (int entry = 0; entry < entries; entry++) {
                weight.values().setAtIndex(
                        ValueLayout.JAVA_FLOAT, entry, (random.nextFloat() - 0.5f) / hidden);
            }
            SparseLinearMap map = new SparseLinearMap(weight, team);
            report(structure.name().toLowerCase(Locale.ROOT), density, entries, new double[] {
                eachStep((worker, step) -> map.multiply(worker, window(x, step), window(result, step), false)),
                eachStep(
                        (worker, step) -> map.multiplyTransposed(worker, window(y, step), window(result, step), false)),
                median(worker -> map.gradient(worker, y, x, false))}, denseSeconds);
        }

        private double report(String masks, double density, long entries, double[] seconds, double denseSeconds) {
            double flops = 2.0 * entries * batch * TIME;
            StringBuilder line = new StringBuilder(
                    String.format(Locale.ROOT, "%6d %5d %7.2f %7s ", hidden, batch, density, masks));
            double all = 0;
            for (double time : seconds) {
                double rate = flops / time / 1e9;
                line.append(String.format(Locale.ROOT, " %5.0f (%2.0f %%)", rate, 100 * rate / peak));
                all += time;
            }
            line.append(String.format(Locale.ROOT, " %9.3f ms", 1e3 * all));
            if (denseSeconds > 0) {
                line.append(String.format(Locale.ROOT, " %6.2f", denseSeconds / all));
            }
            print("%s%n", line);
            return all;
        }

        private Mask mask(Structure structure, double density, RandomGenerator random) {
            Mask.Builder mask = Mask.builder(hidden, hidden);
            int band = (int) (hidden * density * BAND);
            for (int row = 0; row < hidden; row++) {
                for (int column = 0; column < hidden; column++) {
                    boolean keeps = switch (structure) {
                        case RANDOM -> random.nextDouble() < density;
                        case BAND -> Math.floorMod(column - row + band / 2, hidden) < band
                                && random.nextDouble() < 1.0 / BAND;
                    };
                    if (keeps) {
                        mask.keep(row, column);
                    }
                }
            }
            return mask.build();
        }

        private Matrix sequence(RandomGenerator random) {
            Matrix matrix = Matrix.allocateAligned(hidden, TIME * batch);
            for (int row = 0; row < hidden; row++) {
                for (int column = 0; column < matrix.columns(); column++) {
                    matrix.set(row, column, random.nextFloat() - 0.5f);
                }
            }
            return matrix;
        }

        private Matrix window(Matrix sequence, int step) {
            return sequence.columnWindow(step * batch, batch);
        }

        private double eachStep(StepProduct product) {
            return median(worker -> {
                for (int step = 0; step < TIME; step++) {
                    product.run(worker, step);
                    team.barrier();
                }
            });
        }

        private double median(IntConsumer work) {
            long end = System.nanoTime() + WARM_UP_NANOSECONDS;
            int runs = 0;
            do {
                team.run(work);
                runs++;
            } while (System.nanoTime() < end);
            int repetitions = Math.max(1, runs / 20);
            double[] seconds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                for (int repetition = 0; repetition < repetitions; repetition++) {
                    team.run(work);
                }
                seconds[round] = (System.nanoTime() - begin) / 1e9 / repetitions;
            }
            Arrays.sort(seconds);
            return seconds[ROUNDS / 2];
        }
    }

    /** A product of one time step. */
    private interface StepProduct {
        void run(int worker, int step);
    }

    private static List<Integer> integers(String[] arguments, int index, String otherwise) {
        return Arrays.stream((arguments.length > index ? arguments[index] : otherwise).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
