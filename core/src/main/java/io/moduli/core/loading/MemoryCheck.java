package io.moduli.core.loading;

import io.moduli.api.pruning.Regrowth;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.network.MemoryEstimate;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.SparseStart;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks whether the machine has enough memory to train a network. */
final class MemoryCheck {

    /** How many times per epoch a schedule is evaluated. */
    private static final int PARTS = 16;

    private static final double MOST_SHARES = 100_000;

    private MemoryCheck() {}

    /**
     * The off-heap bytes, as {@link MemoryEstimate} counts them. Weights that begin sparse count with their maximum
     * size.
     */
    static long needed(PipelineSettings settings, NetworkPlan plan) {
        Optional<Double> share = SparseStart.share(settings).map(first -> Math.min(first, minimumShare(settings)));
        MemoryEstimate.Beginning beginning = share
                .flatMap(first -> settings.pruner().map(pruner -> new MemoryEstimate.Beginning(
                        pruner.on(), first, pruner.regrowth() != Regrowth.NONE)))
                .orElseGet(() -> new MemoryEstimate.Beginning(Set.of(), 0, false));
        return new MemoryEstimate(
                plan, settings.engine().format(), settings.optimizer().moments(), settings.engine().threadCount(),
                beginning).bytes();
    }

    private static double minimumShare(PipelineSettings settings) {
        double minimum = 1;
        for (FollowedSchedule followed : FollowedSchedule.of(settings)) {
            long shares = (long) Math.min(MOST_SHARES, (double) followed.epochs() * PARTS);
            for (long number = 0; number <= shares; number++) {
                double epoch = followed.begin() + (double) followed.epochs() * number / shares;
                minimum = Math.min(minimum, followed.schedule().sparsity(epoch));
            }
        }
        return minimum;
    }

    /** The problem, if that is more than is available. */
    static Optional<Problem> problem(
            long needed, long available, NetworkPlan plan, EffectiveConfiguration effective) {
        return needed <= available
                ? Optional.empty()
                : Optional.of(effective.problem("network.hidden", String.format(
                        Locale.ROOT,
                        "the network needs %s of memory (%d parameters with gradients and optimizer state, and the activations of %d time steps x %d sequences), but there are %s; take fewer hidden units, a smaller batch or shorter sequences",
                        MachineMemory.readable(needed),
                        plan.parameterCount(),
                        plan.task().sequenceLength(),
                        plan.task().batchSize(),
                        MachineMemory.readable(available))));
    }
}
