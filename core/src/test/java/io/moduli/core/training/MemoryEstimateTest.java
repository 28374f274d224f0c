package io.moduli.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.ChildJvm;
import io.moduli.core.SmallTask;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.network.MemoryEstimate;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is estimated before a run is what training then allocates. The virtual machine itself counts every byte of memory
 * off the heap that is asked for; the cases have one of their own, where nobody else asks.
 */
class MemoryEstimateTest {

    private static final OptimizerSettings ADAM = new OptimizerSettings.Adam(1e-3, 0.9, 0.999, 1e-8, 0);
    /** In the pipeline one batch is trained on, one made ahead and one evaluated. */
    private static final int OTHER_BATCHES = 2;

    /** A network and its task. */
    enum Example {
        /** Many columns of outputs: what workers add up by themselves counts. */
        NAVIGATION("relu", 256, 1, new Input.Dense(2), new InitialState.Projected(128), ReadOut.EVERY_STEP, 128,
                Loss.Standard.SOFT_TARGET_CROSS_ENTROPY, 10, 100, 0),
        /** A large vocabulary. */
        LANGUAGE("lstm", 100, 2, new Input.Tokens(1500), new InitialState.Carried(), ReadOut.EVERY_STEP, 1500,
                Loss.Standard.CLASS_CROSS_ENTROPY, 15, 20, 0.3),
        /** Small layers, whose sequences workers have by themselves. */
        SMALL("gru", 96, 3, new Input.Dense(40), new InitialState.Zero(), ReadOut.LAST_STEP, 3,
                Loss.Standard.SQUARED_ERROR, 20, 128, 0),
        /** Large weights and little else. */
        WIDE("tanh", 700, 1, new Input.Dense(8), new InitialState.Carried(), ReadOut.EVERY_STEP, 8,
                Loss.Standard.SQUARED_ERROR, 2, 1, 0);

        private final NetworkSettings settings;
        private final TaskShape shape;

        Example(String cell, int hidden, int layers, Input input, InitialState initialState, ReadOut readOut,
                int outputs,
                Loss loss, int time, int batch, double dropout) {
            this.settings = new NetworkSettings(
                    Workbench.cell(cell), hidden, layers, true, Optional.empty(), false, dropout);
            this.shape = new TaskShape(input, initialState, readOut, outputs, loss, time, batch);
        }

        long estimate(StoragePolicy policy, int workers) {
            return new MemoryEstimate(new NetworkPlan(settings, shape), policy, ADAM.moments(), workers).bytes();
        }

        /** Where all weights begin sparse. */
        long estimate(StoragePolicy policy, int workers, double density) {
            return estimate(policy, workers, density, false);
        }

        /** Where all weights begin sparse, and their masks may move. */
        long estimate(StoragePolicy policy, int workers, double density, boolean moves) {
            return new MemoryEstimate(
                    new NetworkPlan(settings, shape), policy, ADAM.moments(), workers,
                    new MemoryEstimate.Beginning(EnumSet.allOf(WeightRole.class), 1 - density, moves)).bytes();
        }

        Map<String, Mask> masks(double density) {
            SplittableRandom random = new SplittableRandom(1);
            Map<String, Mask> masks = new LinkedHashMap<>();
            for (WeightShape weight : new NetworkPlan(settings, shape).weights()) {
                masks.put(weight.name(), SmallTask.mask(weight.rows(), weight.columns(), density, random));
            }
            return masks;
        }
    }

    /**
     * A network that is pruned and trained.
     *
     * @param density the share of entries that is left
     */
    private record Case(Example example, StoragePolicy policy, int workers, double density) {

        @Override
        public String toString() {
            return example + " " + policy + " " + workers + " " + density;
        }
    }

    private static final List<Example> BEGIN_SPARSE = List.of(Example.NAVIGATION, Example.LANGUAGE, Example.WIDE);
    private static final double FEW = 0.02;

    private static final List<Case> CASES = List.of(
            new Case(Example.NAVIGATION, StoragePolicy.DENSE, 1, 0.3),
            new Case(Example.NAVIGATION, StoragePolicy.DENSE, 5, 0.3),
            new Case(Example.LANGUAGE, StoragePolicy.DENSE, 1, 0.3),
            new Case(Example.LANGUAGE, StoragePolicy.DENSE, 3, 0.3),
            new Case(Example.SMALL, StoragePolicy.DENSE, 1, 0.3),
            new Case(Example.SMALL, StoragePolicy.DENSE, 4, 0.3),
            new Case(Example.WIDE, StoragePolicy.DENSE, 3, 0.3),
            new Case(Example.NAVIGATION, StoragePolicy.AUTO, 3, 0.1),
            new Case(Example.NAVIGATION, StoragePolicy.SPARSE, 3, 0.95),
            new Case(Example.LANGUAGE, StoragePolicy.AUTO, 2, 0.1),
            new Case(Example.LANGUAGE, StoragePolicy.SPARSE, 2, 0.95),
            new Case(Example.SMALL, StoragePolicy.AUTO, 4, 0.1),
            new Case(Example.SMALL, StoragePolicy.SPARSE, 4, 0.95),
            new Case(Example.WIDE, StoragePolicy.AUTO, 3, 0.1),
            new Case(Example.WIDE, StoragePolicy.SPARSE, 3, 0.95));

    /** For each case the estimate, divided by what is allocated. */
    private static final List<Double> RATIOS = new ArrayList<>();

    @BeforeAll
    static void measure() throws Exception {
        ChildJvm.run(List.of("-Xmx512m"), Measurement.class).lines().map(Double::parseDouble).forEach(RATIOS::add);
    }

    static Stream<Arguments> cases() {
        return IntStream.range(0, CASES.size()).mapToObj(index -> Arguments.of(CASES.get(index), RATIOS.get(index)));
    }

    @Test
    void aRoundThatMovesMasksTakesOneBlockOfAGradientAndTheLargestWeightOnceMore() {
        long still = Example.WIDE.estimate(StoragePolicy.SPARSE, 2, FEW);
        long moving = Example.WIDE.estimate(StoragePolicy.SPARSE, 2, FEW, true);

        // 700 rows of 704 floats, aligned; 9,800 entries with value, gradient, two moments and three integers, and bounds.
        assertThat(moving - still).isBetween(4L * (700 * 704 + 7 * 9_800 + 1_400) - 8,
                4L * (700 * 704 + 7 * 9_800 + 1_400) + 8);
    }

    /** Activations count in whatever layout takes more, weights as they are. */
    @Test
    void weightsThatBeginSparseNeverHaveMemoryForAllOfTheirEntries() {
        for (int index = 0; index < BEGIN_SPARSE.size(); index++) {
            Example example = BEGIN_SPARSE.get(index);
            assertThat(RATIOS.get(CASES.size() + index)).as("%s", example).isBetween(0.999, 2.0);
            assertThat(example.estimate(StoragePolicy.SPARSE, 2, FEW))
                    .isLessThan(example.estimate(StoragePolicy.SPARSE, 2));
        }
        assertThat((double) Example.WIDE.estimate(StoragePolicy.SPARSE, 2, FEW)
                / Example.WIDE.estimate(StoragePolicy.SPARSE, 2)).isLessThan(0.1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theEstimateIsWhatIsAllocatedAndOnlyWhereAWeightIsStoredSparseMore(Case what, double ratio) {
        assertThat(ratio).isBetween(0.999, what.policy == StoragePolicy.DENSE ? 1.02 : Double.POSITIVE_INFINITY);
    }

    /** A read-out's gradients with respect to the hidden states are [hidden x output columns] for each worker. */
    @Test
    void everyFurtherWorkerCounts() {
        long one = Example.NAVIGATION.estimate(StoragePolicy.DENSE, 16);
        long two = Example.NAVIGATION.estimate(StoragePolicy.DENSE, 17);

        assertThat(two - one).isGreaterThan(256 * 10 * 100 * 4);
    }

    /** Prints for each case the estimate, divided by the bytes off the heap when a network was pruned and trained. */
    static final class Measurement {

        private static final int SECONDS_TO_SETTLE = 60;

        private Measurement() {}

        public static void main(String[] arguments) throws InterruptedException {
            for (Case what : CASES) {
                long before = settled();
                long allocated = trained(what) - before;
                System.out.println((double) what.example.estimate(what.policy, what.workers) / allocated);
            }
            for (Example example : BEGIN_SPARSE) {
                long before = settled();
                long allocated = trainedFromSparse(example) - before;
                System.out.println((double) example.estimate(StoragePolicy.SPARSE, 2, FEW) / allocated);
            }
        }

        private static long trained(Case what) throws InterruptedException {
            try (Workbench bench = new Workbench(
                    what.example.settings, what.example.shape, ADAM, List.of(), what.workers, what.policy)) {
                bench.prune(what.density, "masks");
                return trained(what.example, bench);
            }
        }

        private static long trainedFromSparse(Example example) throws InterruptedException {
            try (Workbench bench = new Workbench(
                    example.settings, example.shape, ADAM, List.of(), 2, StoragePolicy.SPARSE, example.masks(FEW))) {
                return trained(example, bench);
            }
        }

        private static long trained(Example example, Workbench bench) throws InterruptedException {
            List<Batch> others = new ArrayList<>();
            for (int number = 0; number < OTHER_BATCHES; number++) {
                others.add(Batch.allocate(example.shape));
            }
            bench.step();
            long bytes = settled();
            if (others.stream().anyMatch(batch -> batch.shape() != example.shape) || !bench.last.finite()) {
                throw new IllegalStateException("all of it has to be alive up to here");
            }
            return bytes;
        }

        /** The bytes when what is no longer reachable is gone: a marker that was allocated last goes with it. */
        private static long settled() throws InterruptedException {
            long least = Long.MAX_VALUE;
            long end = System.nanoTime() + SECONDS_TO_SETTLE * 1_000_000_000L;
            for (int round = 0; round < 3; round++) {
                long before = bytes();
                Matrix.allocate(1 << 10, 1 << 10);
                do {
                    if (System.nanoTime() > end) {
                        throw new IllegalStateException("memory that nobody has is not given back");
                    }
                    System.gc();
                    Thread.sleep(10);
                } while (bytes() > before);
                least = Math.min(least, bytes());
            }
            return least;
        }

        private static long bytes() {
            return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getTotalCapacity)
                    .sum();
        }
    }
}
