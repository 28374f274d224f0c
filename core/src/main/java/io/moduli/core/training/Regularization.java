package io.moduli.core.training;

import io.moduli.api.RandomStreams;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.NeuronGeometry;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StructureWatch;
import io.moduli.core.engine.threads.Team;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.UnitPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * All regularizers of a run, each bound to every weight that it is on. Bindings outlive the weights' values: the points of
 * a geometry stay when fresh weights are drawn.
 *
 * <p>The units of a layer are numbered along the geometry of its recurrent weight, where there is one. The weights that
 * pruning leaves are those among near units; with near numbers they multiply neighbouring rows of the states, which a
 * worker has in its own cache more often than not. Before training units differ in nothing but their points, so this
 * changes the distribution of no result.
 */
public final class Regularization {

    /** One regularizer on one weight. */
    public record Binding(Parameter weight, BoundRegularizer regularizer) {}

    private final List<Binding> bindings = new ArrayList<>();
    private final Team team;
    private final IntConsumer part = this::accumulate;
    private final StructureWatch structure;
    /** The blocks of each binding's weight. */
    private EntryBlock[][] blocks = {};
    private double[] penalties = {};
    private int current;

    /**
     * Binds regularizers to the weights of a network.
     *
     * @param streams a stream below it for each regularizer and weight
     */
    public Regularization(List<Regularizer> regularizers, List<Parameter> weights, RandomStreams streams, Team team) {
        this.team = team;
        for (int number = 0; number < regularizers.size(); number++) {
            for (Parameter weight : weights) {
                WeightShape shape = weight.weight().orElseThrow();
                if (regularizers.get(number).on().contains(shape.role())) {
                    BoundRegularizer bound = regularizers
                            .get(number)
                            .bind(shape, streams.stream(number + "/" + shape.name()));
                    bindings.add(new Binding(weight, bound));
                }
            }
        }
        for (Parameter weight : weights) {
            if (weight.weight().orElseThrow().role() == WeightRole.RECURRENT) {
                numberUnitsAlong(weight);
            }
        }
        this.structure = new StructureWatch(bindings.stream().map(Binding::weight).toList());
        restructure();
    }

    private void numberUnitsAlong(Parameter recurrent) {
        WeightShape shape = recurrent.weight().orElseThrow();
        Optional<NeuronGeometry> geometry = bindings.stream()
                .filter(binding -> binding.weight() == recurrent)
                .flatMap(binding -> binding.regularizer().geometry().stream())
                .filter(placed -> placed.points().size() == shape.units())
                .findFirst();
        if (geometry.isEmpty()) {
            return;
        }
        int[] order = new UnitPoints(geometry.get().space(), DistanceScale.AS_IS,
                geometry.get().points().toArray(double[][]::new)).order();
        for (Binding binding : bindings) {
            WeightShape other = binding.weight().weight().orElseThrow();
            if (other.layer() == shape.layer() && other.role().hasRowsOfUnits()) {
                binding.regularizer().renumber(order.clone());
            }
        }
    }

    /** The regularizers with their weights. */
    public List<Binding> bindings() {
        return List.copyOf(bindings);
    }

    /** Tells every regularizer which entries are stored. */
    private void restructure() {
        blocks = bindings.stream()
                .map(binding -> binding.weight().entryBlocks().toArray(EntryBlock[]::new))
                .toArray(EntryBlock[][]::new);
        penalties = new double[Arrays.stream(blocks).mapToInt(ofOne -> ofOne.length).max().orElse(0)];
        for (Binding binding : bindings) {
            binding.regularizer().restructure(binding.weight().entries());
        }
    }

    /** Adds the penalties' gradients to those of the weights and returns the sum of all penalties. */
    public double accumulate() {
        if (structure.changed()) {
            restructure();
        }
        // One binding after the other: two of them may add to the gradient of the same entries.
        double sum = 0;
        for (current = 0; current < blocks.length; current++) {
            int count = blocks[current].length;
            team.forEach(count, part);
            for (int block = 0; block < count; block++) {
                sum += penalties[block];
            }
        }
        return sum;
    }

    /** Lets the regularizers learn. */
    public void afterStep(TrainingStep step) {
        for (int index = 0; index < bindings.size(); index++) {
            bindings.get(index).regularizer().afterStep(step);
        }
    }

    private void accumulate(int block) {
        penalties[block] = bindings.get(current).regularizer().accumulate(blocks[current][block]);
    }
}
