package io.moduli.plugins.pruning.geometric;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Cut;
import io.moduli.plugins.pruning.ranking.Entries;
import io.moduli.plugins.pruning.ranking.LowestOfRow;
import io.moduli.plugins.pruning.ranking.Ranking;
import io.moduli.plugins.pruning.ranking.Survivors;
import io.moduli.plugins.pruning.regrowth.Replacement;
import io.moduli.plugins.pruning.removal.RowShares;
import io.moduli.plugins.pruning.removal.ScopeRound;
import io.moduli.plugins.pruning.removal.Shares;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Chooses connections by the geometry, and lets them move along it where the settings say so. */
final class GeometricMasks implements BoundPruner {

    private final GeometricPruner.Settings settings;
    /** By the names of the weights; no state, since it follows from the points. */
    private final Map<String, Neighbours> neighbours = new HashMap<>();

    /** @param settings what a pipeline says */
    GeometricMasks(GeometricPruner.Settings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<List<Mask>> firstMasks(PruningRound round) {
        long seed = round.random().nextLong();
        return Optional.of(masks(round, (number, weight, sparsity) -> byDistance(weight)
                ? chosen(number, weight, sparsity, seed)
                : atRandom(number, weight, sparsity, seed, round)));
    }

    @Override
    public List<Mask> masks(PruningRound round) {
        long seed = round.random().nextLong();
        return masks(round, (number, weight, sparsity) -> switch (settings.update()) {
            case Update.None _ -> byDistance(weight)
                    ? chosen(number, weight, sparsity, seed)
                    : atRandom(number, weight, sparsity, seed, round);
            case Update.Regrow regrow -> byDistance(weight)
                    ? new GeometricRegrowth(settings, regrow, weight, neighbours(weight)).mask(sparsity,
                            round.progress())
                    : replaced(number, weight, sparsity, seed);
        });
    }

    private Neighbours neighbours(PrunableWeight weight) {
        return neighbours.compute(weight.shape().name(), (_, before) -> before != null
                && before.holdsFor(weight.weight()) ? before : new Neighbours(settings, weight.weight()));
    }

    private boolean byDistance(PrunableWeight weight) {
        return settings.byDistance().contains(weight.shape().role());
    }

    /** The mask of one weight at its share. */
    @FunctionalInterface
    private interface Choice {

        Mask of(int number, PrunableWeight weight, double sparsity);
    }

    private List<Mask> masks(PruningRound round, Choice choice) {
        List<PrunableWeight> weights = round.weights();
        double[] sparsities = settings.shares().sparsities(
                round.sparsity(), weights.stream().map(PrunableWeight::shape).toList());
        List<Mask> masks = new ArrayList<>();
        for (PrunableWeight weight : weights) {
            double sparsity = sparsities[masks.size()];
            Mask before = weight.mask();
            Mask after = choice.of(masks.size(), weight, sparsity);
            if ((weight.shape().role() == WeightRole.RECURRENT || byDistance(weight)) && !after.equals(before)) {
                new Isolation(weight.shape(), after).report(settings.isolated(), sparsity, round);
            }
            Shares.warnIfNoneSurvives(round, weight.shape(), before, after, sparsity, false);
            masks.add(after);
        }
        return masks;
    }

    private Mask atRandom(int number, PrunableWeight weight, double sparsity, long seed, PruningRound round) {
        Survivors alone = new Survivors(number, weight, Ranking.atRandom(seed), settings.self());
        return new ScopeRound(List.of(alone), round, sparsity, OptionalDouble.empty()).masks().getFirst();
    }

    private Mask replaced(int number, PrunableWeight weight, double sparsity, long seed) {
        Replacement replacement = new Replacement(number, weight, sparsity, Ranking.atRandom(seed), settings.self());
        replacement.growAtRandom();
        return replacement.mask();
    }

    /** Chooses among the existing entries. */
    private Mask chosen(int number, PrunableWeight weight, double sparsity, long seed) {
        WeightShape shape = weight.shape();
        Mask before = weight.mask();
        long wanted = Shares.surviving(sparsity, shape.entries());
        if (wanted >= before.count()) {
            return before;
        }
        // Layers draw apart.
        PairScores scores = new PairScores(settings, weight, seed + number);
        Mask.Builder mask = Mask.builder(shape.rows(), shape.columns());
        switch (settings.fanIn()) {
            case FREE -> choose(scores, shape.rows(), wanted, mask);
            case CONSTANT -> {
                int[] kept = RowShares.of(shape, wanted, before::count);
                for (int row = 0; row < kept.length; row++) {
                    chooseInRow(scores, row, kept[row], mask);
                }
            }
        }
        return mask.build();
    }

    private void chooseInRow(PairScores scores, int row, int count, Mask.Builder mask) {
        int far = Math.toIntExact(far(count));
        LowestOfRow near = new LowestOfRow(count - far);
        scores.byCost(row, row + 1).forEach((_, _, column, key) -> near.see(column, key));
        BitSet chosen = new BitSet();
        for (int column : near.columns()) {
            chosen.set(column);
        }
        if (far > 0) {
            LowestOfRow drawn = new LowestOfRow(far);
            scores.drawn(row, row + 1).forEach((_, _, column, key) -> {
                if (!chosen.get(column)) {
                    drawn.see(column, key);
                }
            });
            for (int column : drawn.columns()) {
                chosen.set(column);
            }
        }
        chosen.stream().forEach(column -> mask.keep(row, column));
    }

    private long far(long count) {
        return (long) Math.rint(settings.longRange() * count);
    }

    private void choose(PairScores scores, int rows, long count, Mask.Builder mask) {
        long far = far(count);
        Entries byCost = scores.byCost(0, rows);
        BitSet[] near = new BitSet[rows];
        for (int row = 0; row < rows; row++) {
            near[row] = new BitSet();
        }
        Cut.below(count - far, byCost).select(byCost).forEach((_, row, column, _) -> {
            near[row].set(column);
            mask.keep(row, column);
        });
        if (far == 0) {
            return;
        }
        Entries others = visitor -> scores.drawn(0, rows).forEach((weight, row, column, key) -> {
            if (!near[row].get(column)) {
                visitor.visit(weight, row, column, key);
            }
        });
        Cut.below(far, others).select(others).forEach((_, row, column, _) -> mask.keep(row, column));
    }
}
