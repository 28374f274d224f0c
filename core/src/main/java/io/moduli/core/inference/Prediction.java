package io.moduli.core.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs whole sequences through a network, those of equal length in parallel. */
public final class Prediction {

    /** How many are stepped at once; with more, each takes just as long. */
    private static final int SIDE_BY_SIDE = 64;

    private final TrainedNetwork network;

    /** @param network the network, which the caller closes */
    public Prediction(TrainedNetwork network) {
        this.network = network;
    }

    /**
     * Computes the outputs for some sequences, each from its beginning.
     *
     * @param sequences their observations in the order of time, one number each where the network reads tokens
     * @param starts the features that each starts from; empty if the network's sequences start from 0
     * @return for each sequence its outputs, after every step or after the last one alone, as the network was trained
     * @throws IllegalArgumentException if a sequence does not fit the network; the message says which and why
     */
    public List<List<float[]>> outputs(List<List<float[]>> sequences, List<float[]> starts) {
        require(sequences, starts);
        Map<Integer, List<Integer>> byLength = new LinkedHashMap<>();
        for (int sequence = 0; sequence < sequences.size(); sequence++) {
            byLength.computeIfAbsent(sequences.get(sequence).size(), _ -> new ArrayList<>()).add(sequence);
        }
        List<List<float[]>> outputs = new ArrayList<>();
        sequences.forEach(_ -> outputs.add(new ArrayList<>()));
        for (List<Integer> alike : byLength.values()) {
            for (int first = 0; first < alike.size(); first += SIDE_BY_SIDE) {
                run(alike.subList(first, Math.min(alike.size(), first + SIDE_BY_SIDE)), sequences, starts, outputs);
            }
        }
        return outputs;
    }

    private void run(
            List<Integer> group, List<List<float[]>> sequences, List<float[]> starts, List<List<float[]>> outputs) {
        int steps = sequences.get(group.getFirst()).size();
        try (NetworkStream stream = network.stream(group.size())) {
            if (network.startFeatures() > 0) {
                stream.startFrom(joined(group.stream().map(starts::get).toList()));
            }
            for (int number = 0; number < steps; number++) {
                int step = number;
                float[] observations = joined(group.stream().map(one -> sequences.get(one).get(step)).toList());
                float[] together = network.readsTokens() ? stream.step(tokens(observations))
                        : stream.step(observations);
                if (network.readsOutEveryStep() || step == steps - 1) {
                    for (int index = 0; index < group.size(); index++) {
                        outputs.get(group.get(index)).add(Arrays.copyOfRange(
                                together, index * network.outputs(), (index + 1) * network.outputs()));
                    }
                }
            }
        }
    }

    private void require(List<List<float[]>> sequences, List<float[]> starts) {
        int width = network.readsTokens() ? 1 : network.inputs();
        for (int sequence = 0; sequence < sequences.size(); sequence++) {
            for (int step = 0; step < sequences.get(sequence).size(); step++) {
                require(sequences.get(sequence).get(step), width, sequence, step);
            }
        }
        if (network.startFeatures() > 0 && starts.size() != sequences.size()) {
            throw new IllegalArgumentException(
                    "%d sequences start from features, of which there must be %d each, but they are given for %d"
                            .formatted(sequences.size(), network.startFeatures(), starts.size()));
        }
        if (network.startFeatures() == 0 && !starts.isEmpty()) {
            throw new IllegalArgumentException("the sequences of this network start from 0, not from features");
        }
        for (float[] start : starts) {
            if (start.length != network.startFeatures()) {
                throw new IllegalArgumentException("a sequence starts from %d features, but %d are given".formatted(
                        network.startFeatures(), start.length));
            }
        }
    }

    private void require(float[] observation, int width, int sequence, int step) {
        if (observation.length != width) {
            throw new IllegalArgumentException(
                    "an observation has %d numbers, but the network reads %d".formatted(observation.length, width));
        }
        for (float number : observation) {
            boolean token = number >= 0 && number < network.inputs() && number == Math.rint(number);
            if (!Float.isFinite(number) || network.readsTokens() && !token) {
                throw new IllegalArgumentException("sequence %d, time step %d, counted from 0: %s is %s".formatted(
                        sequence, step, number,
                        network.readsTokens() ? "no token from 0 to " + (network.inputs() - 1)
                                : "not a finite number"));
            }
        }
    }

    private static int[] tokens(float[] numbers) {
        int[] tokens = new int[numbers.length];
        Arrays.setAll(tokens, index -> (int) numbers[index]);
        return tokens;
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int position = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, position, part.length);
            position += part.length;
        }
        return all;
    }
}
