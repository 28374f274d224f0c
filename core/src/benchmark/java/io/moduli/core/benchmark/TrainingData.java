package io.moduli.core.benchmark;

import io.moduli.api.RandomStreams;
import io.moduli.api.weight.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The numbers of a workload: every system starts from the same weights and trains on the same batch, again and again. All
 * of them are a function of the workload alone.
 *
 * @param workload what is trained
 * @param input numbers: uniform in [-1, 1), [time, batch, inputs]; empty where words come in
 * @param target numbers: uniform in [-1, 1), [batch or time · batch, outputs]; empty where words come in
 * @param words the words that come in, [time, batch], and then those to be told, [time, batch]; empty where numbers come in
 * @param costs what a unit of recurrent weight costs, the same for every gate and layer: uniform in [0, 1), [hidden, hidden]
 * @param parameters first values in PyTorch's order
 */
public record TrainingData(
        Workload workload, float[] input, float[] target, int[] words, float[] costs, List<Tensor> parameters) {

    /**
     * A parameter.
     *
     * @param kind what it is
     * @param rows its rows
     * @param columns its columns; 1 for a bias
     * @param values first values, row by row
     * @param mask the entries that are there; empty where all are
     */
    public record Tensor(Kind kind, int rows, int columns, float[] values, Optional<Mask> mask) {}

    /** The parameters' kinds, in the order in which a network has them; those of a layer come for each layer. */
    public enum Kind {
        /** A row for each word. */
        EMBEDDING,
        /** From a layer's input to its gates. */
        INPUT_WEIGHT,
        /** From a layer's units to its gates. */
        RECURRENT_WEIGHT,
        /** PyTorch's first bias. */
        INPUT_BIAS,
        /** PyTorch's second bias. */
        RECURRENT_BIAS,
        /** From the last layer's units to the outputs. */
        READ_OUT_WEIGHT,
        /** The outputs' bias. */
        READ_OUT_BIAS
    }

    /** Draws the numbers. */
    public static TrainingData of(Workload workload) {
        RandomStreams streams = new RandomStreams(1);
        int hidden = workload.hidden();
        int steps = workload.time() * workload.batch();
        return switch (workload.data()) {
            case Workload.Numbers numbers -> new TrainingData(
                    workload,
                    uniform(1, steps * numbers.inputs(), streams.stream("input")),
                    uniform(1, workload.outputColumns() * numbers.outputs(), streams.stream("target")),
                    new int[0],
                    costs(hidden, streams),
                    parameters(workload, streams));
            case Workload.Words words -> new TrainingData(
                    workload,
                    new float[0],
                    new float[0],
                    streams.stream("words").ints(2L * steps, 0, words.vocabulary()).toArray(),
                    costs(hidden, streams),
                    parameters(workload, streams));
        };
    }

    /** The words that come in, [time, batch]. */
    public int[] inputWords() {
        return Arrays.copyOf(words, words.length / 2);
    }

    /** The words to be told, [time, batch]. */
    public int[] targetWords() {
        return Arrays.copyOfRange(words, words.length / 2, words.length);
    }

    private static float[] costs(int hidden, RandomStreams streams) {
        float[] costs = uniform(0.5, hidden * hidden, streams.stream("costs"));
        for (int index = 0; index < costs.length; index++) {
            costs[index] += 0.5f;
        }
        return costs;
    }

    private static List<Tensor> parameters(Workload workload, RandomStreams streams) {
        int hidden = workload.hidden();
        int rows = workload.rows();
        List<Tensor> all = new ArrayList<>();
        if (workload.data() instanceof Workload.Words(int vocabulary)) {
            all.add(tensor(workload, Kind.EMBEDDING, 0, vocabulary, hidden, streams));
        }
        for (int layer = 0; layer < workload.layers(); layer++) {
            all.add(tensor(workload, Kind.INPUT_WEIGHT, layer, rows, workload.inputs(layer), streams));
            all.add(tensor(workload, Kind.RECURRENT_WEIGHT, layer, rows, hidden, streams));
            all.add(tensor(workload, Kind.INPUT_BIAS, layer, rows, 1, streams));
            all.add(tensor(workload, Kind.RECURRENT_BIAS, layer, rows, 1, streams));
        }
        all.add(tensor(workload, Kind.READ_OUT_WEIGHT, 0, workload.outputs(), hidden, streams));
        all.add(tensor(workload, Kind.READ_OUT_BIAS, 0, workload.outputs(), 1, streams));
        return all;
    }

    private static Tensor tensor(
            Workload workload, Kind kind, int layer, int rows, int columns, RandomStreams streams) {
        String name = kind + "/" + layer;
        boolean pruned = workload.sparsity() > 0 && pruned(kind, workload.data());
        // As wide as keeps the state's variance; else, with most weights gone, gradients would fade into denormal numbers.
        double bound = 1 / Math.sqrt(workload.hidden() * (pruned ? 1 - workload.sparsity() : 1));
        return new Tensor(
                kind, rows, columns, uniform(bound, rows * columns, streams.stream(name)),
                pruned ? Optional.of(mask(workload, kind, rows, columns, streams.stream("mask/" + name)))
                        : Optional.empty());
    }

    private static Mask mask(Workload workload, Kind kind, int rows, int columns, RandomGenerator random) {
        return kind == Kind.RECURRENT_WEIGHT
                ? workload.structure().draw(workload, workload.sparsity(), random)
                : Structure.atRandom(rows, columns, workload.sparsity(), random);
    }

    private static boolean pruned(Kind kind, Workload.Data data) {
        return switch (kind) {
            case RECURRENT_WEIGHT -> true;
            case EMBEDDING, INPUT_WEIGHT, READ_OUT_WEIGHT -> data instanceof Workload.Words;
            case INPUT_BIAS, RECURRENT_BIAS, READ_OUT_BIAS -> false;
        };
    }

    private static float[] uniform(double bound, int count, RandomGenerator random) {
        float[] values = new float[count];
        for (int index = 0; index < count; index++) {
            values[index] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return values;
    }
}
