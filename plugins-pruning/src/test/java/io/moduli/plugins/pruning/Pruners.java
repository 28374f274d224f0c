package io.moduli.plugins.pruning;

import io.moduli.api.ComponentContext;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Optional;

/** Pruners whose entries go one by one or in groups. */
final class Pruners {

    private static final ComponentContext CONTEXT = ComponentContext.standalone(1);

    private Pruners() {}

    static MagnitudeSettings magnitudeSettings(List<WeightRole> on, PruningScope scope, LayerShares shares,
            SelfConnections self, double minimumKept, SparsitySchedule schedule) {
        return new MagnitudeSettings(on, Atom.ENTRIES, scope, shares, self, 1, GroupOrder.GEOMETRY, Optional.empty(),
                minimumKept, Rounds.everyEpoch(), schedule);
    }

    static RandomSettings randomSettings(List<WeightRole> on, PruningScope scope, LayerShares shares,
            SelfConnections self, double minimumKept, SparsitySchedule schedule) {
        return new RandomSettings(on, scope, shares, self, 1, GroupOrder.GEOMETRY, Optional.empty(),
                minimumKept, Rounds.everyEpoch(), schedule);
    }

    static Pruner magnitude(List<WeightRole> on, PruningScope scope, LayerShares shares, SelfConnections self,
            double minimumKept, SparsitySchedule schedule) {
        return RankedPruner.byMagnitude(magnitudeSettings(on, scope, shares, self, minimumKept, schedule), CONTEXT);
    }

    static Pruner random(List<WeightRole> on, PruningScope scope, LayerShares shares, SelfConnections self,
            double minimumKept, SparsitySchedule schedule) {
        return RankedPruner.atRandom(randomSettings(on, scope, shares, self, minimumKept, schedule), CONTEXT);
    }

    /** Groups in the weights of all roles. */
    static Pruner groups(PruningScope scope, int group, GroupOrder order, SelfConnections self) {
        return groups(scope, group, order, self, CONTEXT);
    }

    static Pruner groups(
            PruningScope scope, int group, GroupOrder order, SelfConnections self, ComponentContext context) {
        return RankedPruner.byMagnitude(new MagnitudeSettings(
                List.of(WeightRole.values()), Atom.ENTRIES, scope, LayerShares.UNIFORM, self, group, order,
                Optional.empty(), 0, Rounds.everyEpoch(),
                new LinearSchedule(0.5, 1)), context);
    }

    static Pruner randomGroups(PruningScope scope, int group) {
        return RankedPruner.atRandom(new RandomSettings(
                List.of(WeightRole.values()), scope, LayerShares.UNIFORM, SelfConnections.BY_COST, group,
                GroupOrder.GEOMETRY, Optional.empty(), 0, Rounds.everyEpoch(), new LinearSchedule(0.5, 1)), CONTEXT);
    }

    /** A pattern along the rows of recurrent weights. */
    static Pruner pattern(PruningScope scope, int n, int m, SelfConnections self) {
        return RankedPruner.byMagnitude(patternSettings(scope, n, m, LayerShares.UNIFORM, self, 1, 0.75), CONTEXT);
    }

    static MagnitudeSettings patternSettings(PruningScope scope, int n, int m, LayerShares shares,
            SelfConnections self, int group, double target) {
        return new MagnitudeSettings(List.of(WeightRole.RECURRENT), Atom.ENTRIES, scope, shares, self, group, GroupOrder.GEOMETRY,
                Optional.of(new NOfM(n, m)), 0, Rounds.everyEpoch(), new LinearSchedule(target, 1));
    }
}
