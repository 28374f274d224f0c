package io.moduli.plugins.pruning.regrowth;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.Mask;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.ranking.Survivors;
import io.moduli.plugins.pruning.removal.ScopeRound;
import io.moduli.plugins.pruning.removal.Shares;
import io.moduli.plugins.pruning.setting.LayerShares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Begins with random masks, each matrix at its share, and then replaces entries of each matrix by a rule, so that each
 * matrix stays at its share.
 *
 * @param shares how the round's share is divided among the matrices
 * @param self the treatment of self-connections
 * @param rule how entries are replaced
 */
record SparseFromTheStart(LayerShares shares, SelfConnections self, Rule rule) implements BoundPruner {

    /** The rule by which a round replaces entries of one weight. */
    @FunctionalInterface
    interface Rule {

        /** Drops entries and grows others until the share is met. */
        void replace(PruningRound round, Replacement replacement);
    }

    @Override
    public Optional<List<Mask>> firstMasks(PruningRound round) {
        Ranking ranking = Ranking.atRandom(round.random().nextLong());
        double[] sparsities = sparsities(round);
        List<Mask> masks = new ArrayList<>();
        for (PrunableWeight weight : round.weights()) {
            Survivors alone = new Survivors(masks.size(), weight, ranking, self);
            masks.addAll(new ScopeRound(List.of(alone), round, sparsities[masks.size()], OptionalDouble.empty())
                    .masks());
        }
        return Optional.of(masks);
    }

    @Override
    public List<Mask> masks(PruningRound round) {
        Ranking random = Ranking.atRandom(round.random().nextLong());
        double[] sparsities = sparsities(round);
        List<Mask> masks = new ArrayList<>();
        for (PrunableWeight weight : round.weights()) {
            double sparsity = sparsities[masks.size()];
            Replacement replacement = new Replacement(masks.size(), weight, sparsity, random, self);
            rule.replace(round, replacement);
            Mask mask = replacement.mask();
            Shares.warnIfNoneSurvives(round, weight.shape(), weight.mask(), mask, sparsity, false);
            masks.add(mask);
        }
        return masks;
    }

    private double[] sparsities(PruningRound round) {
        return shares.sparsities(round.sparsity(), round.weights().stream().map(PrunableWeight::shape).toList());
    }
}
