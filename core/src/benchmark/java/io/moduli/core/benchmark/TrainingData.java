package io.moduli.core.benchmark;

import io.moduli.api.RandomStreams;
import io.moduli.api.weight.Mask;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The numbers of a workload: every system starts from the same weights and trains on the same batch, again and again. All
 * of them are a function of the workload alone.
 *
 * @param workload what is trained
 * @param input uniform in [-1, 1), [time, batch, inputs]
 * @param target uniform in [-1, 1), [batch or time · batch, outputs]
 * @param costs what a unit of recurrent weight costs, the same for every gate: uniform in [0, 1), [hidden, hidden]
 * @param mask the recurrent weights that are there; empty where all are
 * @param parameters first values in PyTorch's order and layout: input weight, recurrent weight, input bias, recurrent bias,
 *     read-out weight, read-out bias
 */
public record TrainingData(
        Workload workload,
        float[] input,
        float[] target,
        float[] costs,
        Optional<Mask> mask,
        List<float[]> parameters) {

    /** The place of the recurrent weight among the parameters. */
    public static final int RECURRENT_WEIGHT = 1;

    /** Draws the numbers. */
    public static TrainingData of(Workload workload) {
        RandomStreams streams = new RandomStreams(1);
        int hidden = workload.hidden();
        int rows = workload.rows();
        double bound = 1 / Math.sqrt(hidden);
        // As wide as keeps the state's variance; else, with most weights gone, gradients would fade into denormal numbers.
        double recurrentBound = bound / Math.sqrt(1 - workload.sparsity());
        return new TrainingData(
                workload,
                uniform(-1, 1, workload.time() * workload.batch() * workload.inputs(), streams.stream("input")),
                uniform(-1, 1, workload.outputColumns() * workload.outputs(), streams.stream("target")),
                uniform(0, 1, hidden * hidden, streams.stream("costs")),
                workload.sparsity() == 0 ? Optional.empty() : Optional.of(mask(workload, streams.stream("mask"))),
                List.of(
                        uniform(-bound, bound, rows * workload.inputs(), streams.stream("input-weight")),
                        uniform(-recurrentBound, recurrentBound, rows * hidden, streams.stream("recurrent-weight")),
                        uniform(-bound, bound, rows, streams.stream("input-bias")),
                        uniform(-bound, bound, rows, streams.stream("recurrent-bias")),
                        uniform(-bound, bound, workload.outputs() * hidden, streams.stream("read-out-weight")),
                        uniform(-bound, bound, workload.outputs(), streams.stream("read-out-bias"))));
    }

    private static Mask mask(Workload workload, RandomGenerator random) {
        Mask.Builder builder = Mask.builder(workload.rows(), workload.hidden());
        for (int row = 0; row < workload.rows(); row++) {
            for (int column = 0; column < workload.hidden(); column++) {
                if (random.nextDouble() >= workload.sparsity()) {
                    builder.keep(row, column);
                }
            }
        }
        return builder.build();
    }

    private static float[] uniform(double low, double high, int count, RandomGenerator random) {
        float[] values = new float[count];
        for (int index = 0; index < count; index++) {
            values[index] = (float) (low + (high - low) * random.nextDouble());
        }
        return values;
    }
}
