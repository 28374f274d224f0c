package io.moduli.core.run;

import io.moduli.api.pruning.Pruner;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.network.Network;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import java.util.List;
import java.util.Optional;

/**
 * The target and the result of pruning, as shares of all entries of the weights that the pruner is on.
 *
 * @param asked the target of the last stage that prunes
 * @param reached the share that is removed at the end
 */
public record PruningOutcome(double asked, double reached) {

    /** The outcome for a network at the end of a pipeline; empty if no stage prunes. */
    static Optional<PruningOutcome> of(PipelineSettings settings, Network network) {
        return settings.pruner().flatMap(pruner -> asked(settings.stages(), pruner)
                .map(asked -> new PruningOutcome(asked, reached(pruner, network))));
    }

    private static Optional<Double> asked(List<StageSettings> stages, Pruner pruner) {
        return stages.reversed().stream()
                .flatMap(stage -> switch (stage) {
                    case StageSettings.Train train ->
                        Optional.of(train.schedule().orElseGet(pruner::schedule).target()).stream();
                    case StageSettings.Prune prune -> Optional.of(prune.sparsity()).stream();
                    case StageSettings.Evaluate _,StageSettings.LotteryTicket _ -> Optional.<Double>empty().stream();
                })
                .findFirst();
    }

    private static double reached(Pruner pruner, Network network) {
        List<Parameter> pruned = network.weights().stream()
                .filter(weight -> pruner.on().contains(weight.weight().orElseThrow().role()))
                .toList();
        long entries = pruned.stream().mapToLong(weight -> weight.weight().orElseThrow().entries()).sum();
        long kept = pruned.stream().mapToLong(Parameter::kept).sum();
        return entries == 0 ? 0 : (double) (entries - kept) / entries;
    }
}
