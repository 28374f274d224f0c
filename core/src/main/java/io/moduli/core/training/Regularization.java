package io.moduli.core.training;

import io.moduli.api.RandomStreams;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StructureWatch;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * All regularizers of a run, each bound to every weight that it is on. Bindings outlive the weights' values: the state
 * of a regularizer is kept when fresh weights are drawn.
 */
public final class Regularization {

    /** One regularizer on one weight. */
    public record Binding(Parameter weight, BoundRegularizer regularizer) {}

    private final List<Binding> bindings = new ArrayList<>();
    private final Team team;
    private final IntConsumer part = this::accumulate;
    private final StructureWatch structure;
    /** Each binding's weight as one block, and its blocks. */
    private EntryBlock[] wholes = {};
    private EntryBlock[][] blocks = {};
    private double[] penalties = {};
    private int current;

    /**
     * Binds regularizers to the weights of a network.
     *
     * @param geometries the positions of the units of the network's layers
     * @param streams the parent of a stream for each regularizer and weight
     */
    public Regularization(
            List<Regularizer> regularizers, List<Parameter> weights, LayerGeometries geometries, RandomStreams streams,
            Team team) {
        this.team = team;
        for (int number = 0; number < regularizers.size(); number++) {
            for (Parameter weight : weights) {
                WeightShape shape = weight.weight().orElseThrow();
                if (regularizers.get(number).on().contains(shape.role())) {
                    BoundRegularizer bound = regularizers
                            .get(number)
                            .bind(geometries.place(shape), streams.stream(number + "/" + shape.name()));
                    bindings.add(new Binding(weight, bound));
                }
            }
        }
        this.structure = new StructureWatch(bindings.stream().map(Binding::weight).toList());
        restructure();
    }

    /** The regularizers with their weights. */
    public List<Binding> bindings() {
        return List.copyOf(bindings);
    }

    /** Informs every regularizer if the stored entries have changed. */
    private void follow() {
        if (structure.changed()) {
            restructure();
        }
    }

    /** Informs every regularizer of the stored entries. */
    private void restructure() {
        wholes = bindings.stream().map(binding -> binding.weight().entries()).toArray(EntryBlock[]::new);
        blocks = bindings.stream()
                .map(binding -> binding.weight().entryBlocks().toArray(EntryBlock[]::new))
                .toArray(EntryBlock[][]::new);
        penalties = new double[Arrays.stream(blocks).mapToInt(ofOne -> ofOne.length).max().orElse(0)];
        for (int number = 0; number < wholes.length; number++) {
            bindings.get(number).regularizer().restructure(wholes[number]);
        }
    }

    /**
     * Adds the penalties' gradients to those of the weights and, if points are learned, of the points.
     *
     * @param step the progress of training
     * @return the sum of all penalties
     */
    public double accumulate(TrainingStep step) {
        follow();
        // One binding after the other: two of them may add to the gradient of the same entries.
        double sum = 0;
        for (current = 0; current < blocks.length; current++) {
            int count = blocks[current].length;
            bindings.get(current).regularizer().beginStep(step, wholes[current]);
            team.forEach(count, part);
            bindings.get(current).regularizer().endStep(step);
            for (int block = 0; block < count; block++) {
                sum += penalties[block];
            }
        }
        return sum;
    }

    /** Writes the state of the regularizers, for the stored entries as they are now. */
    public void save(StateWriter state) {
        follow();
        for (int number = 0; number < bindings.size(); number++) {
            state.arrays(String.valueOf(number), bindings.get(number).regularizer().state());
        }
    }

    /** Restores what {@link #save} wrote; the weights have their masks of then already. */
    public void restore(StateReader state) {
        follow();
        for (int number = 0; number < bindings.size(); number++) {
            bindings.get(number).regularizer().restore(state.arrays(String.valueOf(number)));
        }
    }

    private void accumulate(int block) {
        penalties[block] = bindings.get(current).regularizer().accumulate(blocks[current][block]);
    }
}
