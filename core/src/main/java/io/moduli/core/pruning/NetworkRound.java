package io.moduli.core.pruning;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.core.engine.storage.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One call of a pruner. Gradients are computed when the first of them is asked for. */
final class NetworkRound implements PruningRound {

    private final RoundTerms terms;
    private final List<Parameter> parameters;
    private final List<PrunableWeight> weights = new ArrayList<>();
    private Map<Parameter, Matrix> gradients = Map.of();

    /** @param places the weights as the pruner was bound to them, in the order of the parameters */
    NetworkRound(RoundTerms terms, List<Parameter> parameters, List<PlacedWeight> places) {
        this.terms = terms;
        this.parameters = parameters;
        for (int index = 0; index < parameters.size(); index++) {
            weights.add(new Weight(places.get(index), parameters.get(index)));
        }
    }

    @Override
    public double sparsity() {
        return terms.sparsity();
    }

    @Override
    public List<PrunableWeight> weights() {
        return List.copyOf(weights);
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

    private Matrix gradient(Parameter parameter) {
        if (gradients.isEmpty()) {
            gradients = terms.gradients().of(parameters);
        }
        return Optional.ofNullable(gradients.get(parameter)).orElseThrow();
    }

    /** A weight as the pruner sees it. */
    private final class Weight implements PrunableWeight {

        private final PlacedWeight weight;
        private final Parameter parameter;

        Weight(PlacedWeight weight, Parameter parameter) {
            this.weight = weight;
            this.parameter = parameter;
        }

        @Override
        public PlacedWeight weight() {
            return weight;
        }

        @Override
        public Mask mask() {
            return parameter.mask().orElseGet(() -> Mask.full(parameter.rows(), parameter.columns()));
        }

        @Override
        public EntryBlock entries() {
            return parameter.entries();
        }

        @Override
        public Matrix gradient() {
            return NetworkRound.this.gradient(parameter);
        }
    }
}
