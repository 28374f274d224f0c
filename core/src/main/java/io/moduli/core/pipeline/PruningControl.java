package io.moduli.core.pipeline;

import io.moduli.api.RandomStreams;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.task.Batch;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.loss.LossFunction;
import io.moduli.core.network.Network;
import io.moduli.core.training.Optimizer;
import io.moduli.core.training.Regularization;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks the pruner for masks and puts them on the network's weights. */
@Singleton
final class PruningControl {

    private final PipelineSettings settings;
    private final Network network;
    private final LossFunction loss;
    private final OpenTask task;
    private final Regularization regularization;
    private final Optimizer optimizer;
    private final RandomStreams streams;
    private final PipelineListener listener;
    private double sparsity;
    private int rounds;

    @Inject
    PruningControl(
            PipelineSettings settings,
            Network network,
            LossFunction loss,
            OpenTask task,
            Regularization regularization,
            Optimizer optimizer,
            RandomStreams streams,
            PipelineListener listener) {
        this.settings = settings;
        this.network = network;
        this.loss = loss;
        this.task = task;
        this.regularization = regularization;
        this.optimizer = optimizer;
        this.streams = streams.within("pruning");
        this.listener = listener;
    }

    /**
     * Prunes until a share of the pruner's weights is gone; does nothing if as much is gone already.
     *
     * @return whether the network went through a batch for it, so that the states it carried are lost
     */
    boolean pruneTo(double target) {
        if (target <= sparsity) {
            return false;
        }
        Pruner pruner = settings.pruner().orElseThrow();
        List<Parameter> weights = network.weights().stream()
                .filter(weight -> pruner.on().contains(shape(weight).role()))
                .toList();
        Round round = new Round(target, weights, streams.stream("round/" + rounds++));
        List<Mask> masks = pruner.prune(round);
        if (masks.size() != weights.size()) {
            throw new IllegalStateException(
                    "the pruner gave %d masks for %d weights".formatted(masks.size(), weights.size()));
        }
        prune(weights, masks);
        sparsity = target;
        return !round.gradients.isEmpty();
    }

    /** Everyone who knows how weights are stored learns of it here. */
    private void prune(List<Parameter> weights, List<Mask> masks) {
        Map<Parameter, StorageChoice> before = new LinkedHashMap<>(network.storage());
        Map<Parameter, Mask> byWeight = new LinkedHashMap<>();
        for (int index = 0; index < weights.size(); index++) {
            byWeight.put(weights.get(index), masks.get(index));
        }
        network.prune(byWeight);
        regularization.restructure();
        optimizer.restructure();
        network.storage().forEach((weight, choice) -> {
            StorageChoice last = before.getOrDefault(weight, StorageChoice.UNPRUNED);
            if (choice.format() != last.format() || last.equals(StorageChoice.UNPRUNED) && !choice.equals(last)) {
                listener.stored(weight.name(), choice);
            }
        });
    }

    private static WeightShape shape(Parameter weight) {
        return weight.weight().orElseThrow();
    }

    /** One call of the pruner. */
    private final class Round implements PruningRound {

        private final double target;
        private final List<PrunableWeight> weights;
        private final RandomGenerator random;
        private final List<Parameter> parameters;
        private Map<Parameter, Matrix> gradients = Map.of();

        Round(double target, List<Parameter> parameters, RandomGenerator random) {
            this.target = target;
            this.parameters = parameters;
            this.random = random;
            this.weights = parameters.stream()
                    .map(parameter -> (PrunableWeight) new Weight(parameter, this))
                    .toList();
        }

        @Override
        public double sparsity() {
            return target;
        }

        @Override
        public List<PrunableWeight> weights() {
            return weights;
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public void warn(String message) {
            listener.warned(message);
        }

        /** The gradient of the loss alone, by all entries, on the first training batch. */
        private Matrix gradient(Parameter parameter) {
            if (gradients.isEmpty()) {
                Batch batch = Batch.allocate(task.shape());
                task.fill(Split.TRAIN, 0, batch);
                gradients = network.allGradients(parameters, () -> network.pass(batch, false, loss));
            }
            return Optional.ofNullable(gradients.get(parameter)).orElseThrow();
        }
    }

    /** A weight as the pruner sees it. */
    private final class Weight implements PrunableWeight {

        private final Parameter parameter;
        private final Round round;

        Weight(Parameter parameter, Round round) {
            this.parameter = parameter;
            this.round = round;
        }

        @Override
        public WeightShape shape() {
            return PruningControl.shape(parameter);
        }

        @Override
        public Mask mask() {
            return parameter
                    .mask()
                    .orElseGet(() -> Mask.full(shape().rows(), shape().columns()));
        }

        @Override
        public EntryBlock entries() {
            return parameter.entries();
        }

        @Override
        public Matrix gradient() {
            return round.gradient(parameter);
        }
    }
}
