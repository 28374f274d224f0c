package io.moduli.core.benchmark;

import io.moduli.core.engine.ProcessSettings;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one training step, by its median.
 *
 * <p>A step is the same for every system, in float32, from the same weights, on the same batch:
 *
 * <ol>
 *   <li><b>Forward</b>: the embedding where words come in, the recurrent layers with both biases over the whole input, from
 *       a zero state, and the linear read-out of the last or of every state, as the workload says. Making the batch is not
 *       part of it.
 *   <li><b>Loss</b>: the mean squared error of numbers, the cross-entropy of words.
 *   <li><b>Regularizer</b>: {@code strength · mean(C · |W_hh|)} for each layer, with a fixed C of one coefficient for
 *       each pair of units.
 *   <li><b>Backward</b>: the gradients of loss and regularizer by all parameters.
 *   <li><b>Clipping</b> of all gradients together by their global norm.
 *   <li><b>Adam</b>, and the loss as a number on the Java side.
 * </ol>
 *
 * <p>At a sparsity above 0 the mask is fixed. PyTorch then multiplies its weight by the mask in every step, as its own pruning
 * does; at 0 no system knows of a mask. All have as many threads as there are processors. {@link Dl4jStep} says what DL4J does
 * otherwise.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
@Threads(1)
@State(Scope.Benchmark)
public class TrainingStepBenchmark {

    /** The {@linkplain Workload#title title} of what is trained; {@link BenchmarkRun} gives it. */
    @Param("elman H=128 B=32 T=50")
    public String workload = "";

    /** Who trains. */
    @Param
    public TrainingSystem.Kind system = TrainingSystem.Kind.MODULI;

    private @Nullable TrainingSystem training;

    /** Draws the numbers and makes the system, on the thread that will do the steps. */
    @Setup
    public void prepare() {
        ProcessSettings.claim();
        training = system.on(TrainingData.of(Workload.titled(workload)));
    }

    /** One step. */
    @Benchmark
    public double step() {
        return Objects.requireNonNull(training).step();
    }

    /** Gives back threads and memory. */
    @TearDown
    public void finish() {
        Objects.requireNonNull(training).close();
    }
}
