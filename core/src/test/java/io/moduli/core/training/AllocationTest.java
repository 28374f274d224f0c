package io.moduli.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.core.ChildJvm;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.network.NetworkSettings;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A training step allocates nothing on any thread, once its code is compiled. Each cell is looked at in a virtual machine
 * of its own, as runs have it: code that was compiled for several cells says nothing of any.
 */
class AllocationTest {

    /**
     * Looking on takes some hundred bytes a step, and a few small objects are a step's own. A single vector that a kernel leaves
     * on the heap is many times more: kernels meet thousands of them in a step.
     */
    private static final long BYTES_PER_STEP = 1024;

    @ParameterizedTest
    @CsvSource({
        "tanh, dense, SQUARED_ERROR, LAST_STEP, 1, 0", "relu, projected, SOFT_TARGET_CROSS_ENTROPY, EVERY_STEP, 1, 0",
        "lstm, tokens, CLASS_CROSS_ENTROPY, EVERY_STEP, 1, 0", "gru, dense, SQUARED_ERROR, EVERY_STEP, 1, 0",
        "tanh, projected, SOFT_TARGET_CROSS_ENTROPY, EVERY_STEP, 0.2, 0.25",
        "lstm, tokens, CLASS_CROSS_ENTROPY, EVERY_STEP, 0.2, 0"
    })
    void aTrainingStepAllocatesNothing(
            String cell, String input, String loss, String readOut, String density, String dropout) throws Exception {
        String bytes = ChildJvm.run(
                List.of("-Xmx512m"), Measurement.class, cell, input, loss, readOut, density, dropout);

        assertThat(Long.parseLong(bytes)).as("bytes a step").isBetween(0L, BYTES_PER_STEP);
    }

    /** Prints how many bytes a step allocates once its code is compiled. */
    static final class Measurement {

        private static final int STEPS = 50;
        /** The compiler has done its work after a thousand steps or two, or later on a machine that is busy with others. */
        private static final int MOST_STEPS = 10_000;

        private Measurement() {}

        public static void main(String[] arguments) {
            NetworkSettings settings = Workbench.network(
                    arguments[0], 24, 2, true, false, Double.parseDouble(arguments[5]));
            TaskShape shape = new TaskShape(
                    arguments[1].equals("tokens") ? new Input.Tokens(30) : new Input.Dense(3),
                    switch (arguments[1]) {
                        case "tokens" -> new InitialState.Carried();
                        case "projected" -> new InitialState.Projected(5);
                        default -> new InitialState.Zero();
                    },
                    ReadOut.valueOf(arguments[3]), 30, Loss.Standard.valueOf(arguments[2]), 6, 20);
            OptimizerSettings adam = new OptimizerSettings.AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01);
            try (Workbench bench = new Workbench(settings, shape, adam, List.of(), 2, StoragePolicy.SPARSE)) {
                double density = Double.parseDouble(arguments[4]);
                if (density < 1) {
                    bench.prune(density, "masks");
                }
                bench.task.fill(Split.TRAIN, 0, bench.batch);
                long least = Long.MAX_VALUE;
                for (int done = 0; least > BYTES_PER_STEP && done < MOST_STEPS; done += STEPS) {
                    long before = allocated();
                    for (int step = 0; step < STEPS; step++) {
                        bench.trainer.step(bench.batch, step > 0, 1e-4, step, 1, true);
                    }
                    least = Math.min(least, (allocated() - before) / STEPS);
                }
                System.out.println(least);
            }
        }

        /** What all threads that can take part in a step have allocated: this one and the team's. */
        private static long allocated() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long sum = 0;
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread == Thread.currentThread() || thread.getName().startsWith("moduli-worker")) {
                    sum += threads.getThreadAllocatedBytes(thread.threadId());
                }
            }
            return sum;
        }
    }
}
