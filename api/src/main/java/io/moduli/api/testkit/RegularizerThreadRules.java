package io.moduli.api.testkit;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The rule that several threads accumulate at once, each blocks of its own, on a weight that keeps them busy for a while. */
final class RegularizerThreadRules {

    private static final int THREADS = 4;
    private static final int BLOCKS = 16;
    private static final int STEPS = 60;
    private static final int UNITS = 96;

    private RegularizerThreadRules() {}

    /** The same shape as that of a trial weight, of more units. */
    static WeightShape larger(WeightRole role) {
        WeightShape small = TrialPlaces.shape(role);
        return new WeightShape(small.name(), role, small.layer(), small.gates(), UNITS,
                role == WeightRole.RECURRENT ? UNITS : UNITS + 2);
    }

    static void check(RegularizerProbe probe, Findings findings) {
        SampleWeight alone = probe.sparse(probe.matrix());
        SampleWeight together = probe.sparse(probe.matrix());
        double[] expected = inTurn(probe, alone);
        double[] actual = atOnce(probe, together);
        for (int block = 0; block < BLOCKS; block++) {
            findings.require(
                    expected[block] == actual[block], "threads",
                    "the penalties of block %d of %s add up to %s, but to %s where other threads accumulate other blocks",
                    block, probe.shape().name(), expected[block], actual[block]);
        }
        float[] right = alone.gradients();
        float[] wrong = together.gradients();
        int entry = Arrays.mismatch(right, wrong);
        findings.require(
                entry < 0, "threads",
                "the gradient of entry %d of %s is %s, but %s where other threads accumulate other blocks", entry,
                probe.shape().name(), entry < 0 ? 0 : right[entry], entry < 0 ? 0 : wrong[entry]);
    }

    private static double[] inTurn(RegularizerProbe probe, SampleWeight weight) {
        BoundRegularizer regularizer = probe.bind().regularizer();
        regularizer.restructure(weight.whole());
        List<EntryBlock> blocks = weight.blocks(BLOCKS);
        double[] penalties = new double[BLOCKS];
        for (int step = 0; step < STEPS; step++) {
            regularizer.beginStep(new LoopStep(step, false), weight.whole());
            for (int block = 0; block < blocks.size(); block++) {
                penalties[block] += regularizer.accumulate(blocks.get(block));
            }
            regularizer.endStep(new LoopStep(step, false));
        }
        return penalties;
    }

    private static double[] atOnce(RegularizerProbe probe, SampleWeight weight) {
        BoundRegularizer regularizer = probe.bind().regularizer();
        regularizer.restructure(weight.whole());
        List<EntryBlock> blocks = weight.blocks(BLOCKS);
        double[] penalties = new double[BLOCKS];
        CyclicBarrier meeting = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> working = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                working.add(threads.submit(() -> {
                    for (int step = 0; step < STEPS; step++) {
                        if (first == 0) {
                            regularizer.beginStep(new LoopStep(step, false), weight.whole());
                        }
                        meet(meeting);
                        for (int block = first; block < blocks.size(); block += THREADS) {
                            penalties[block] += regularizer.accumulate(blocks.get(block));
                        }
                        meet(meeting);
                        if (first == 0) {
                            regularizer.endStep(new LoopStep(step, false));
                        }
                    }
                }));
            }
            for (Future<?> each : working) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("where several threads accumulate: " + failed.getCause(),
                    failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while threads were tried", interrupted);
        }
        return penalties;
    }

    private static void meet(CyclicBarrier meeting) {
        try {
            meeting.await();
        } catch (BrokenBarrierException | InterruptedException stopped) {
            throw new IllegalStateException("another thread failed", stopped);
        }
    }
}
