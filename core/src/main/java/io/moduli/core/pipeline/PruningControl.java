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
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
            RandomStreams streams,
            PipelineListener listener) {
        this.settings = settings;
        this.network = network;
        this.loss = loss;
        this.task = task;
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

    private void prune(List<Parameter> weights, List<Mask> masks) {
        for (int index = 0; index < weights.size(); index++) {
            Parameter weight = weights.get(index);
            StorageChoice last = weight.storageChoice();
            StorageChoice choice = network.storageOf(weight, masks.get(index));
            weight.prune(masks.get(index), choice);
            if (choice.format() != last.format() || last.equals(StorageChoice.UNPRUNED) && !choice.equals(last)) {
                listener.stored(weight.name(), choice);
            }
        }
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
                network.pass(batch, false, loss);
                gradients = network.repeat(parameters);
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
