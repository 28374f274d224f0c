package io.moduli.plugins.pruning.removal;

import io.moduli.api.ComponentContext;
import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.group.GroupOrder;
import io.moduli.plugins.pruning.group.Grouping;
import io.moduli.plugins.pruning.ranking.Atoms;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.Rankings;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.ranking.SurvivorValues;
import io.moduli.plugins.pruning.ranking.Survivors;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Removes the entries that rank lowest. As in PyTorch's {@code torch.nn.utils.prune}, a share s of n entries is
 * {@code rint(s · n)} of them, and entries that have already been removed count first; so removal is permanent, and a
 * round whose share has already been reached changes nothing. If entries are removed in groups, a round stops at the
 * last whole group below its share.
 *
 * @param on the roles of the weights that are pruned
 * @param scope which entries are ranked together
 * @param shares how the share is divided among matrices that are ranked by themselves
 * @param self the treatment of self-connections
 * @param grouping which entries are removed together
 * @param minimumKept the share of its entries that each matrix keeps; what a guarded matrix keeps is taken from the others
 *     of its scope instead
 * @param cadence when it is called
 * @param schedule the course of sparsity
 * @param start whether there is anything to rank by before training
 * @param rankings creates the ranking of a round
 * @param values the values of a weight that are ranked
 */
public record RankedPruner(
        Set<WeightRole> on,
        PruningScope scope,
        LayerShares shares,
        SelfConnections self,
        Grouping grouping,
        double minimumKept,
        Cadence cadence,
        SparsitySchedule schedule,
        Start start,
        Rankings rankings,
        Function<PrunableWeight, SurvivorValues> values)
        implements Pruner {

    /** What training begins with. */
    public enum Start {
        /** All entries, since none is known to be better than another. */
        DENSE,
        /** The schedule's initial share, chosen by the first weights and their gradients. */
        LOOKING,
        /** The same share, without using any weight. */
        SPARSE
    }

    public RankedPruner {
        // Recurrent scope is on recurrent matrices alone: a round then shows no others, and its share is theirs. An EnumSet
        // has one order; Set.copyOf would have another in each process.
        on = Collections.unmodifiableSet(
                scope == PruningScope.RECURRENT ? EnumSet.of(WeightRole.RECURRENT) : EnumSet.copyOf(on));
    }

    public static Pruner byMagnitude(MagnitudeSettings settings, ComponentContext context) {
        return settings.atoms() == Atom.UNITS ? WholeUnits.of(settings) : entriesByMagnitude(settings, context);
    }

    private static RankedPruner entriesByMagnitude(MagnitudeSettings settings, ComponentContext context) {
        return of(
                settings, new Grouping(settings.group(), settings.groupOrder(), settings.nOfM(), context), Start.DENSE,
                _ -> Ranking.byMagnitude(), SurvivorValues::of);
    }

    public static RankedPruner bySaliency(SaliencySettings settings) {
        return of(
                settings,
                new Grouping(1, GroupOrder.GEOMETRY, Optional.empty(), ComponentContext.standalone(0)), Start.LOOKING,
                _ -> Ranking.byMagnitude(), SurvivorValues::saliency);
    }

    public static RankedPruner atRandom(RandomSettings settings, ComponentContext context) {
        return of(
                settings, new Grouping(settings.group(), settings.groupOrder(), settings.nOfM(), context), Start.SPARSE,
                settings.arrangement().rankings(settings.schedule().target()), SurvivorValues::of);
    }

    private static RankedPruner of(
            RankedSettings settings, Grouping grouping, Start start, Rankings rankings,
            Function<PrunableWeight, SurvivorValues> values) {
        return new RankedPruner(
                EnumSet.copyOf(settings.on()), settings.scope(), settings.shares(), settings.self(), grouping,
                settings.minimumKept(), settings.cadence().cadence(), settings.schedule(), start, rankings, values);
    }

    @Override
    public GeometryUse geometryUse() {
        return grouping.alongGeometry() ? GeometryUse.OPTIONAL : GeometryUse.NONE;
    }

    @Override
    public boolean startsSparse() {
        return start == Start.SPARSE;
    }

    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        weights.forEach(weight -> rankings.require(weight.shape()));
        return new Bound(this, weights.stream().map(weight -> grouping.of(weight.shape())).toList());
    }

    /** The result of a round depends only on the round. */
    private record Bound(RankedPruner pruner, List<Atoms> atoms) implements BoundPruner {

        @Override
        public int granularity() {
            return atoms.stream().mapToInt(Atoms::size).max().orElse(1);
        }

        @Override
        public Optional<List<Mask>> firstMasks(PruningRound round) {
            return pruner.start == Start.DENSE ? Optional.empty() : Optional.of(masks(round));
        }

        @Override
        public List<Mask> masks(PruningRound round) {
            Ranking ranking = pruner.rankings.of(round);
            List<PrunableWeight> weights = round.weights();
            List<Survivors> survivors = IntStream.range(0, weights.size())
                    .mapToObj(number -> new Survivors(
                            number, weights.get(number), ranking, pruner.values.apply(weights.get(number)),
                            pruner.self, atoms.get(number)))
                    .toList();
            if (pruner.scope == PruningScope.GLOBAL || pruner.scope == PruningScope.RECURRENT) {
                return new ScopeRound(survivors, round, round.sparsity(), OptionalDouble.of(pruner.minimumKept))
                        .masks();
            }
            double[] sparsities = pruner.shares.sparsities(
                    round.sparsity(), weights.stream().map(PrunableWeight::shape).toList());
            List<Mask> masks = new ArrayList<>();
            for (Survivors alone : survivors) {
                double sparsity = sparsities[masks.size()];
                masks.addAll(pruner.scope == PruningScope.UNIT
                        ? List.of(new UnitRound(alone, round, sparsity, pruner.minimumKept).mask())
                        : new ScopeRound(List.of(alone), round, sparsity, OptionalDouble.of(pruner.minimumKept))
                                .masks());
            }
            return masks;
        }
    }
}
