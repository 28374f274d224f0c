package io.moduli.core.pipeline;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.weight.Mask;
import io.moduli.core.pruning.NetworkPruner;
import io.moduli.core.pruning.RoundTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The choice of a pruner before the network exists.
 *
 * @param share the share of entries that are removed
 * @param masks of the weights that begin sparse, by their names
 * @param warnings the pruner's messages to the user
 */
public record SparseStart(double share, Map<String, Mask> masks, List<String> warnings) {

    public SparseStart {
        masks = Map.copyOf(masks);
        warnings = List.copyOf(warnings);
    }

    /**
     * The share that a network's weights begin with: that of the first training stage at 0 epochs, if the pruner starts
     * sparse; empty for all others, and if the network starts from stored weights, which may have their own masks.
     */
    public static Optional<Double> share(PipelineSettings settings) {
        return settings.pruner()
                .filter(pruner -> pruner.startsSparse() && settings.network().weights().isEmpty())
                .flatMap(pruner -> settings.stages().stream()
                        .filter(StageSettings.Train.class::isInstance)
                        .map(StageSettings.Train.class::cast)
                        .findFirst()
                        .map(train -> train.schedule().orElseGet(pruner::schedule)))
                .map((SparsitySchedule schedule) -> schedule.sparsity(0));
    }

    /** Asks the pruner. */
    static SparseStart of(double share, NetworkPruner pruner, TrainingProgress progress, RandomGenerator random) {
        List<String> warnings = new ArrayList<>();
        Map<String, Mask> masks = pruner.startingMasks(
                new RoundTerms(share, progress, random, warnings::add, RoundTerms.EntryGradients.none()));
        return new SparseStart(share, masks, warnings);
    }
}
