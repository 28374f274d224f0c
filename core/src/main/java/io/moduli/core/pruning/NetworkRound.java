package io.moduli.core.pruning;

import io.moduli.api.pruning.PrunableWeight.GradientVisitor;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.core.engine.storage.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One call of a pruner. Gradients are computed when the first of them is requested. */
final class NetworkRound implements PruningRound {

    private final RoundTerms terms;
    private final List<PrunableWeight> weights;

    NetworkRound(RoundTerms terms, List<PrunableWeight> weights) {
        this.terms = terms;
        this.weights = List.copyOf(weights);
    }

    /**
     * A round over weights of a network.
     *
     * @param places the weights as the pruner was bound to them, in the order of the parameters
     */
    static NetworkRound of(RoundTerms terms, List<Parameter> parameters, List<PlacedWeight> places) {
        Gradients gradients = new Gradients(terms.gradients());
        List<PrunableWeight> weights = new ArrayList<>();
        for (int index = 0; index < parameters.size(); index++) {
            Parameter parameter = parameters.get(index);
            Mask mask = parameter.mask().orElseGet(() -> Mask.full(parameter.rows(), parameter.columns()));
            weights.add(new Weight(places.get(index), parameter, mask, gradients));
        }
        return new NetworkRound(terms, weights);
    }

    @Override
    public double sparsity() {
        return terms.sparsity();
    }

    @Override
    public List<PrunableWeight> weights() {
        return weights;
    }

    @Override
    public TrainingProgress progress() {
        return terms.progress();
    }

    @Override
    public RandomGenerator random() {
        return terms.random();
    }

    @Override
    public void warn(String message) {
        terms.warnings().accept(message);
    }

    /** Gradients that are computed when the first of them is requested. */
    private static final class Gradients {

        private final RoundTerms.EntryGradients source;
        private boolean computed;

        Gradients(RoundTerms.EntryGradients source) {
            this.source = source;
        }

        void show(Parameter parameter, GradientVisitor visitor) {
            if (!computed) {
                source.compute().run();
                computed = true;
            }
            source.show().accept(parameter, visitor);
        }
    }

    /** A weight as the pruner sees it. */
    private record Weight(PlacedWeight weight, Parameter parameter, Mask mask, Gradients gradients)
            implements PrunableWeight {

        @Override
        public EntryBlock entries() {
            return parameter.entries();
        }

        @Override
        public void gradient(GradientVisitor visitor) {
            gradients.show(parameter, visitor);
        }
    }
}
