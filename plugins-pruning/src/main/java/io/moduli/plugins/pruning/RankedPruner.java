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
import java.util.Optional;
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
 * @param shares how the share is divided among matrices that are ranked by themselves
 * @param self what becomes of self-connections
 * @param minimumKept the share of its entries that each matrix keeps; what a guarded matrix keeps is taken from the others
 *     of its scope instead
 * @param schedule the course of sparsity
 * @param start whether there is anything to rank by before training
 * @param rankings makes the ranking of a round
 */
record RankedPruner(
        Set<WeightRole> on,
        PruningScope scope,
        LayerShares shares,
        SelfConnections self,
        double minimumKept,
        SparsitySchedule schedule,
        Start start,
        Function<PruningRound, Ranking> rankings)
        implements Pruner {

    /** What training begins with. */
    enum Start {
        /** All entries, since none is known to be better than another. */
        DENSE,
        /** The share that the schedule has at the beginning. */
        SPARSE
    }

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
                settings.shares(),
                settings.self(),
                settings.minimumKept(),
                settings.schedule(),
                Start.DENSE,
                _ -> Ranking.byMagnitude());
    }

    static RankedPruner atRandom(RandomSettings settings) {
        return new RankedPruner(
                EnumSet.copyOf(settings.on()),
                settings.scope(),
                settings.shares(),
                settings.self(),
                settings.minimumKept(),
                settings.schedule(),
                Start.SPARSE,
                round -> Ranking.atRandom(round.random().nextLong()));
    }

    /** What a round leaves depends on the round alone. */
    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        return new BoundPruner() {

            @Override
            public Optional<List<Mask>> firstMasks(PruningRound round) {
                return start == Start.SPARSE ? Optional.of(masks(round)) : Optional.empty();
            }

            @Override
            public List<Mask> masks(PruningRound round) {
                return RankedPruner.this.masks(round);
            }
        };
    }

    private List<Mask> masks(PruningRound round) {
        Ranking ranking = rankings.apply(round);
        List<PrunableWeight> weights = round.weights();
        List<Survivors> survivors = IntStream.range(0, weights.size())
                .mapToObj(number -> new Survivors(number, weights.get(number), ranking, self))
                .toList();
        if (scope != PruningScope.LAYER) {
            return new ScopeRound(survivors, round, round.sparsity(), minimumKept).masks();
        }
        double[] sparsities = shares.sparsities(
                round.sparsity(), weights.stream().map(PrunableWeight::shape).toList());
        List<Mask> masks = new ArrayList<>();
        for (Survivors alone : survivors) {
            masks.addAll(new ScopeRound(List.of(alone), round, sparsities[masks.size()], minimumKept).masks());
        }
        return masks;
    }
}
