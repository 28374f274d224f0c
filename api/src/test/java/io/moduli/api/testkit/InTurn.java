package io.moduli.api.testkit;

import io.moduli.api.pruning.BoundPruner;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.pruning.PruningRound;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import java.util.List;
import java.util.Optional;

/**
 * Starts sparse and removes the first entries in odd rounds and the last ones in even rounds, whatever the share does: it must
 * know how often it was asked.
 */
final class InTurn extends FirstEntries {

    @Override
    public Regrowth regrowth() {
        return Regrowth.DRAWN;
    }

    @Override
    public double minimumKept() {
        return 0.1;
    }

    @Override
    long gone(PruningRound round, PrunableWeight weight) {
        long entries = weight.mask().entries();
        long most = entries - (long) Math.rint(minimumKept() * entries);
        long wanted = removed(round, weight);
        if (wanted > most) {
            round.warn("a tenth of %s is kept".formatted(weight.shape().name()));
        }
        return Math.min(wanted, most);
    }

    @Override
    public BoundPruner bind(List<PlacedWeight> weights) {
        return new BoundPruner() {

            private int asked;

            @Override
            public Optional<List<Mask>> firstMasks(PruningRound round) {
                return Optional.of(masks(round));
            }

            @Override
            public List<Mask> masks(PruningRound round) {
                boolean even = ++asked % 2 == 0;
                return round.weights().stream().map(weight -> prune(round, weight, even)).toList();
            }

            @Override
            public List<StateArray> state() {
                return List.of(new StateArray("asked", List.of(1), new double[] {asked}));
            }

            @Override
            public void restore(List<StateArray> state) {
                if (state.size() != 1 || !state.getFirst().name().equals("asked")) {
                    throw new IllegalArgumentException("a count was expected, but not " + state);
                }
                asked = (int) state.getFirst().values()[0];
            }
        };
    }
}
