package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.state.StateArray;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The points of a layer's neurons.
 *
 * @param space where they are
 * @param table [neurons][coordinates]; moved in place where points are learned
 */
record NeuronPoints(ModuliSpace space, double[][] table) {

    private static final String NAME = "points";

    /** One point after the other, drawn from the space. */
    static NeuronPoints sample(ModuliSpace space, int neurons, RandomGenerator random) {
        double[][] table = new double[neurons][space.coordinates()];
        for (double[] point : table) {
            space.sample(random, point);
        }
        return new NeuronPoints(space, table);
    }

    int count() {
        return table.length;
    }

    /** Neuron k gets the point of neuron {@code order[k]}. */
    void renumber(int[] order) {
        double[][] before = table.clone();
        for (int neuron = 0; neuron < count(); neuron++) {
            table[neuron] = before[order[neuron]];
        }
    }

    /** The points as an array [neurons, coordinates]. */
    List<StateArray> state() {
        double[] values = Arrays.stream(table).flatMapToDouble(Arrays::stream).toArray();
        return List.of(new StateArray(NAME, List.of(count(), space.coordinates()), values));
    }

    /** Takes the points from such an array. */
    void restore(List<StateArray> state) {
        List<Integer> shape = List.of(count(), space.coordinates());
        if (state.size() != 1 || !state.getFirst().name().equals(NAME) || !state.getFirst().shape().equals(shape)) {
            throw new IllegalArgumentException("expected one array %s of the shape %s, but got %s".formatted(
                    NAME, shape, state.stream().map(array -> array.name() + " " + array.shape()).toList()));
        }
        double[] values = state.getFirst().values();
        for (int index = 0; index < values.length; index++) {
            if (!Double.isFinite(values[index])) {
                throw new IllegalArgumentException("%s has the value %s at coordinate %d of point %d".formatted(
                        NAME, values[index], index % space.coordinates(), index / space.coordinates()));
            }
        }
        for (int neuron = 0; neuron < count(); neuron++) {
            System.arraycopy(values, neuron * space.coordinates(), table[neuron], 0, space.coordinates());
        }
    }
}
