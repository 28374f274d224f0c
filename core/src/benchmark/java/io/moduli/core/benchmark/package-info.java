/**
 * Times one training step of this project beside PyTorch's and DL4J's, at the same shapes, on the same numbers, in the same run. A
 * {@link io.moduli.core.benchmark.Workload} says what is trained, {@link io.moduli.core.benchmark.TrainingData} draws the
 * numbers, a {@link io.moduli.core.benchmark.TrainingSystem} takes steps on them, {@link
 * io.moduli.core.benchmark.TrainingStepBenchmark} times the steps, {@link io.moduli.core.benchmark.KernelTimes} the products
 * in them, and {@link io.moduli.core.benchmark.BenchmarkRun} lets the
 * systems take turns and writes the {@link io.moduli.core.benchmark.BenchmarkReport}.
 *
 * <p>Only the Maven profile {@code benchmark} compiles this package.
 */
@NullMarked
package io.moduli.core.benchmark;

import org.jspecify.annotations.NullMarked;
