package io.moduli.api.testkit;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes the first entries of each matrix by itself, whatever they are; tests break one promise of it at a time. */
class FirstEntries implements Pruner {

    /** The whole target, from the beginning. */
    record Once(double target) implements SparsitySchedule {

        @Override
        public double sparsity(double epochs) {
            return target;
        }
    }

    @Override
    public Set<WeightRole> on() {
        return Set.of(WeightRole.RECURRENT, WeightRole.READ_OUT);
    }

    @Override
    public SparsitySchedule schedule() {
        return new Once(0.9);
    }

    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        return new BoundPruner() {
            @Override
            public Optional<List<Mask>> firstMasks(PruningRound round) {
                return first(round);
            }

            @Override
            public List<Mask> masks(PruningRound round) {
                return prune(round);
            }
        };
    }

    Optional<List<Mask>> first(PruningRound round) {
        return Optional.empty();
    }

    List<Mask> prune(PruningRound round) {
        boolean fromTheEnd = fromTheEnd(round);
        return round.weights().stream().map(weight -> prune(round, weight, fromTheEnd)).toList();
    }

    boolean fromTheEnd(PruningRound round) {
        return false;
    }

    long removed(PruningRound round, PrunableWeight weight) {
        return Math.round(round.sparsity() * weight.mask().entries());
    }

    /** How many are gone afterwards: what was gone still is. */
    long gone(PruningRound round, PrunableWeight weight) {
        return Math.max(removed(round, weight), weight.mask().entries() - weight.mask().count());
    }

    void warnOfVanished(PruningRound round, String name) {
        round.warn(name + " vanishes");
    }

    Mask prune(PruningRound round, PrunableWeight weight, boolean fromTheEnd) {
        Mask before = weight.mask();
        long gone = gone(round, weight);
        if (gone == before.entries()) {
            warnOfVanished(round, weight.shape().name());
        }
        Mask from = entriesFrom(weight, gone);
        return fromTheEnd ? mirrored(from) : from;
    }

    /** The mask that keeps all entries from one on. */
    static Mask entriesFrom(PrunableWeight weight, long first) {
        int columns = weight.shape().columns();
        Mask.Builder mask = Mask.builder(weight.shape().rows(), columns);
        for (int entry = (int) first; entry < weight.shape().entries(); entry++) {
            mask.keep(entry / columns, entry % columns);
        }
        return mask.build();
    }

    private static Mask mirrored(Mask mask) {
        Mask.Builder mirrored = Mask.builder(mask.rows(), mask.columns());
        for (int row = 0; row < mask.rows(); row++) {
            for (int column = mask.nextKept(row, 0); column < mask.columns(); column = mask.nextKept(row, column + 1)) {
                mirrored.keep(mask.rows() - 1 - row, mask.columns() - 1 - column);
            }
        }
        return mirrored.build();
    }
}
