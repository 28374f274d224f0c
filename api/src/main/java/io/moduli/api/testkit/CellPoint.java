package io.moduli.api.testkit;

import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.UnitVector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * All numbers that a cell computes a step from, [units × batch] row-major, unit vectors [units].
 *
 * @param units units of the step
 * @param batch sequences side by side
 * @param input pre-activations from the input, or all where they are summed; one array for each gate
 * @param recurrent pre-activations from the recurrent weights where they come apart
 * @param previous states before the step
 * @param vectors unit vectors
 * @param gradients gradients of the loss with respect to the states after the step
 */
record CellPoint(
        int units,
        int batch,
        List<float[]> input,
        List<float[]> recurrent,
        List<float[]> previous,
        List<float[]> vectors,
        List<float[]> gradients) {

    /** One of the lists that a loss is a function of. */
    enum Part {
        INPUT("input pre-activation of gate"),
        RECURRENT("recurrent pre-activation of gate"),
        PREVIOUS("previous state"),
        VECTOR("unit vector");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Numbers at random: pre-activations normal, states from -1 to 1, unit vectors within their first range. */
    static CellPoint random(CellShape shape, int units, int batch, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = units * batch;
        int gates = shape.gates();
        int states = shape.states().size();
        List<float[]> vectors = new ArrayList<>();
        for (UnitVector vector : shape.vectors()) {
            double margin = (vector.high() - vector.low()) / 4;
            vectors.addAll(draw(1, units, () -> vector.low() + margin + random.nextDouble() * 2 * margin));
        }
        return new CellPoint(
                units,
                batch,
                draw(gates, size, random::nextGaussian),
                draw(shape.summed() ? 0 : gates, size, random::nextGaussian),
                draw(states, size, () -> 2 * random.nextDouble() - 1),
                vectors,
                draw(states, size, () -> 2 * random.nextDouble() - 1));
    }

    private static List<float[]> draw(int arrays, int size, DoubleSupplier numbers) {
        List<float[]> drawn = new ArrayList<>();
        for (int array = 0; array < arrays; array++) {
            float[] values = new float[size];
            for (int index = 0; index < size; index++) {
                values[index] = (float) numbers.getAsDouble();
            }
            drawn.add(values);
        }
        return drawn;
    }

    List<float[]> part(Part part) {
        return switch (part) {
            case INPUT -> input;
            case RECURRENT -> recurrent;
            case PREVIOUS -> previous;
            case VECTOR -> vectors;
        };
    }

    /** This point with one array of a part moved by a distance, all of it. */
    CellPoint moved(Part part, int array, double distance) {
        CellPoint copy = copy();
        float[] values = copy.part(part).get(array);
        for (int index = 0; index < values.length; index++) {
            values[index] = (float) (values[index] + distance);
        }
        return copy;
    }

    /** This point with other numbers for the last sequence. */
    CellPoint withOtherLastSequence() {
        CellPoint copy = copy();
        for (List<float[]> arrays : List.of(copy.input, copy.recurrent, copy.previous, copy.gradients)) {
            for (float[] values : arrays) {
                for (int index = batch - 1; index < values.length; index += batch) {
                    values[index] = 0.5f - values[index];
                }
            }
        }
        return copy;
    }

    /** This point with pre-activations of the given size, alternately negative and positive. */
    CellPoint saturated(float size) {
        CellPoint copy = copy();
        for (List<float[]> arrays : List.of(copy.input, copy.recurrent)) {
            for (int array = 0; array < arrays.size(); array++) {
                float[] values = arrays.get(array);
                for (int index = 0; index < values.length; index++) {
                    values[index] = (index + array) % 2 == 0 ? size : -size;
                }
            }
        }
        return copy;
    }

    private CellPoint copy() {
        return new CellPoint(
                units, batch, copy(input), copy(recurrent), copy(previous), copy(vectors), copy(gradients));
    }

    private static List<float[]> copy(List<float[]> arrays) {
        return arrays.stream().map(float[]::clone).toList();
    }
}
