package io.moduli.core.pruning;

import io.moduli.api.pruning.PrunableWeight.GradientVisitor;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.core.engine.storage.Parameter;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The conditions of a round.
 *
 * @param sparsity the share that must be removed
 * @param progress the progress of training
 * @param random the pruner's source of randomness
 * @param warnings receives its messages to the user
 * @param gradients computes the gradients that it may request
 */
public record RoundTerms(
        double sparsity,
        TrainingProgress progress,
        RandomGenerator random,
        Consumer<String> warnings,
        EntryGradients gradients) {

    /**
     * Gradients with respect to all entries.
     *
     * @param compute goes through the network once, for the gradients of all weights
     * @param show shows that of a weight, once it is computed
     */
    public record EntryGradients(Runnable compute, BiConsumer<Parameter, GradientVisitor> show) {

        /** Those of a network that does not exist yet, which must not be requested. */
        public static EntryGradients none() {
            return new EntryGradients(() -> {
                throw new IllegalStateException("there is no network yet");
            }, (_, _) -> {});
        }
    }
}
