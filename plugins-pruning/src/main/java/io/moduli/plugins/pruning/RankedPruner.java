package io.moduli.plugins.pruning;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Removes the entries that rank lowest. As in PyTorch's {@code torch.nn.utils.prune}, a share s of n entries is {@code
 * rint(s · n)} of them, and entries that are gone already count as removed first; so masks only grow, and a round whose
 * share is reached already changes nothing.
 *
 * @param on the roles of the weights that are pruned
 * @param scope which entries are ranked together
 * @param minimumKept the share of its entries that each matrix keeps; what a guarded matrix keeps is taken from the others
 *     of its scope instead
 * @param schedule the course of sparsity
 * @param rankings makes the ranking of a round
 */
record RankedPruner(
        Set<WeightRole> on,
        PruningScope scope,
        double minimumKept,
        SparsitySchedule schedule,
        Function<PruningRound, Ranking> rankings)
        implements Pruner {

    RankedPruner {
        // Recurrent scope is on recurrent matrices alone: a round then shows no others, and its share is theirs. An EnumSet
        // has one order; Set.copyOf would have another in each process.
        on = Collections.unmodifiableSet(
                scope == PruningScope.RECURRENT ? EnumSet.of(WeightRole.RECURRENT) : EnumSet.copyOf(on));
    }

    static RankedPruner byMagnitude(MagnitudeSettings settings) {
        return new RankedPruner(
                EnumSet.copyOf(settings.on()),
                settings.scope(),
                settings.minimumKept(),
                settings.schedule(),
                _ -> Ranking.byMagnitude());
    }

    static RankedPruner atRandom(RandomSettings settings) {
        return new RankedPruner(
                EnumSet.copyOf(settings.on()),
                settings.scope(),
                settings.minimumKept(),
                settings.schedule(),
                round -> Ranking.atRandom(round.random().nextLong()));
    }

    /** What a round leaves depends on the round alone. */
    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        return this::masks;
    }

    private List<Mask> masks(PruningRound round) {
        Ranking ranking = rankings.apply(round);
        List<PrunableWeight> weights = round.weights();
        List<Survivors> survivors = IntStream.range(0, weights.size())
                .mapToObj(number -> new Survivors(number, weights.get(number), ranking))
                .toList();
        if (scope != PruningScope.LAYER) {
            return new ScopeRound(survivors, round, minimumKept).masks();
        }
        List<Mask> masks = new ArrayList<>();
        for (Survivors alone : survivors) {
            masks.addAll(new ScopeRound(List.of(alone), round, minimumKept).masks());
        }
        return masks;
    }
}
