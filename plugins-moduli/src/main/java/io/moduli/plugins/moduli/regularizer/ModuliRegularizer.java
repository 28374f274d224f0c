package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The penalty that makes a recurrent network sparse by geometry (Mackey, Schizas, Deighton, Boothe, Maroulas: "Geometric
 * sparsification in recurrent neural networks", arXiv 2406.06290). For a recurrent matrix W of [gates · n × n],
 *
 * <pre>{@code penalty = strength · mean over all gates·n·n entries of c_ij |w_ij|^p
 * c_ij = f(d(x_i, x_j)), or max(c) - c_ij where the inhibitor is inverted}</pre>
 *
 * <p>with one point x<sub>i</sub> for each neuron, drawn when the regularizer is bound, so that every layer has points of
 * its own; all gates share the n × n coefficients. The maximum is one over all n² pairs, a neuron and itself included,
 * whether their weights are stored or not.
 */
public final class ModuliRegularizer implements Regularizer {

    private final ModuliSettings settings;

    public ModuliRegularizer(ModuliSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<WeightRole> on() {
        return Set.copyOf(settings.on());
    }

    /** {@inheritDoc} The matrix must be recurrent: as many columns as units. */
    @Override
    public BoundRegularizer bind(WeightShape weight, RandomGenerator random) {
        if (weight.role() != WeightRole.RECURRENT || weight.units() != weight.columns()) {
            throw new IllegalArgumentException(
                    "%s has %d units and %d columns and the role %s; only recurrent weights have distances"
                            .formatted(weight.name(), weight.units(), weight.columns(), weight.role()));
        }
        WeightedPenalty penalty = new WeightedPenalty(settings.power(),
                settings.reduction().factor(settings.strength(), weight));
        NeuronPoints points = NeuronPoints.sample(settings.space(), weight.units(), random);
        return settings.learn()
                .<BoundRegularizer>map(learning -> new LearnedPointsRegularizer(settings, learning, penalty, points))
                .orElseGet(() -> new FixedPointsRegularizer(settings, penalty, points));
    }
}
