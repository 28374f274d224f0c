package io.moduli.core.benchmark;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.ProcessSettings;
import java.io.IOException;
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

/** The time of one time step of a stream, by its median: input, recurrent product, cell and read-out, no training. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@Threads(1)
@State(Scope.Benchmark)
public class InferenceBenchmark {

    /** The {@linkplain Workload#title title} of what is computed; {@link BenchmarkRun} gives it. */
    @Param("elman H=2048 B=1 T=1")
    public String workload = "";

    private @Nullable ModuliInference inference;

    /** Draws the numbers and makes the network, on the thread that will do the steps. */
    @Setup
    public void prepare() throws IOException, BadInputException {
        ProcessSettings.claim();
        inference = new ModuliInference(TrainingData.of(Workload.titled(workload)));
    }

    /** One step. */
    @Benchmark
    public double step() {
        return Objects.requireNonNull(inference).step();
    }

    /** Gives back threads and memory. */
    @TearDown
    public void finish() {
        Objects.requireNonNull(inference).close();
    }
}
