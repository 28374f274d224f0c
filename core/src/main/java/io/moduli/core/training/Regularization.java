package io.moduli.core.training;

import io.moduli.api.RandomStreams;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.DenseEntries;
import io.moduli.core.engine.Parameter;
import io.moduli.core.engine.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * All regularizers of a run, each bound to every weight that it is on. Bindings outlive the weights' values: the points of
 * a geometry stay when fresh weights are drawn.
 */
public final class Regularization {

    /** One regularizer on one weight. */
    public record Binding(Parameter weight, BoundRegularizer regularizer, List<EntryBlock> blocks) {}

    private final List<Binding> bindings = new ArrayList<>();
    private final Team team;
    private final double[] penalties;
    private final Binding[] owners;
    private final EntryBlock[] blocks;
    private final IntConsumer part = this::accumulate;
    private int begin;

    /**
     * Binds regularizers to the weights of a network.
     *
     * @param streams a stream below it for each regularizer and weight
     */
    public Regularization(List<Regularizer> regularizers, List<Parameter> weights, RandomStreams streams, Team team) {
        this.team = team;
        List<Binding> owning = new ArrayList<>();
        List<EntryBlock> all = new ArrayList<>();
        for (int number = 0; number < regularizers.size(); number++) {
            for (Parameter weight : weights) {
                WeightShape shape = weight.weight().orElseThrow();
                if (regularizers.get(number).on().contains(shape.role())) {
                    BoundRegularizer bound = regularizers
                            .get(number)
                            .bind(shape, streams.stream(number + "/" + shape.name()));
                    Binding binding = new Binding(weight, bound, DenseEntries.blocks(weight));
                    bindings.add(binding);
                    binding.blocks().forEach(block -> {
                        owning.add(binding);
                        all.add(block);
                    });
                }
            }
        }
        this.owners = owning.toArray(Binding[]::new);
        this.blocks = all.toArray(EntryBlock[]::new);
        this.penalties = new double[blocks.length];
        restructure();
    }

    /** The regularizers with their weights. */
    public List<Binding> bindings() {
        return List.copyOf(bindings);
    }

    /** Tells every regularizer which entries are stored; to be called after every change of structure. */
    public void restructure() {
        for (Binding binding : bindings) {
            binding.regularizer().restructure(DenseEntries.whole(binding.weight()));
        }
    }

    /** Adds the penalties' gradients to those of the weights and returns the sum of all penalties. */
    public double accumulate() {
        // One binding after the other: two of them may add to the gradient of the same entries.
        begin = 0;
        for (int index = 0; index < bindings.size(); index++) {
            int count = bindings.get(index).blocks().size();
            team.forEach(count, part);
            begin += count;
        }
        double sum = 0;
        for (double penalty : penalties) {
            sum += penalty;
        }
        return sum;
    }

    /** Lets the regularizers learn. */
    public void afterStep(TrainingStep step) {
        for (int index = 0; index < bindings.size(); index++) {
            bindings.get(index).regularizer().afterStep(step);
        }
    }

    private void accumulate(int offset) {
        int index = begin + offset;
        penalties[index] = owners[index].regularizer().accumulate(blocks[index]);
    }
}
