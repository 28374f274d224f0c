package io.moduli.core.pruning;

import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.Parameter;
import java.util.List;
import java.util.Map;
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
        DenseGradients gradients) {

    /** Computes gradients with respect to all entries. */
    @FunctionalInterface
    public interface DenseGradients {

        /**
         * Computes them.
         *
         * @return a matrix for each weight, [rows × columns]
         */
        Map<Parameter, Matrix> of(List<Parameter> weights);
    }
}
