package io.moduli.core.pruning;

import io.moduli.api.pruning.PrunableWeight.GradientVisitor;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.core.engine.storage.Parameter;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a round is held under.
 *
 * @param sparsity the share that must be gone
 * @param progress where training stands
 * @param random what the pruner may draw from
 * @param warnings where it tells the user of something
 * @param gradients computes what it may ask for
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

        /** Those of a network that there is not yet: nobody may ask for them. */
        public static EntryGradients none() {
            return new EntryGradients(() -> {
                throw new IllegalStateException("there is no network yet");
            }, (_, _) -> {});
        }
    }
}
