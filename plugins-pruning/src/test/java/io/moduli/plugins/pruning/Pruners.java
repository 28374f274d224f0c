package io.moduli.plugins.pruning;

import io.moduli.api.ComponentContext;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.group.GroupOrder;
import io.moduli.plugins.pruning.group.NOfM;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.removal.Arrangement;
import io.moduli.plugins.pruning.removal.Atom;
import io.moduli.plugins.pruning.removal.MagnitudeSettings;
import io.moduli.plugins.pruning.removal.RandomSettings;
import io.moduli.plugins.pruning.removal.RankedPruner;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.List;
import java.util.Optional;

/** Pruners whose entries go one by one or in groups. */
public final class Pruners {

    private static final ComponentContext CONTEXT = ComponentContext.standalone(1);

    private Pruners() {}

    public static MagnitudeSettings magnitudeSettings(List<WeightRole> on, PruningScope scope, LayerShares shares,
            SelfConnections self, double minimumKept, SparsitySchedule schedule) {
        return new MagnitudeSettings(on, Atom.ENTRIES, scope, shares, self, 1, GroupOrder.GEOMETRY, Optional.empty(),
                minimumKept, Rounds.everyEpoch(), schedule);
    }

    public static RandomSettings randomSettings(List<WeightRole> on, PruningScope scope, LayerShares shares,
            SelfConnections self, double minimumKept, SparsitySchedule schedule) {
        return new RandomSettings(on, scope, shares, self, new Arrangement.Anywhere(), 1, GroupOrder.GEOMETRY,
                Optional.empty(), minimumKept, Rounds.everyEpoch(), schedule);
    }

    /** Connections between units that are arranged, from the first step. */
    public static RandomSettings arrangedSettings(Arrangement arrangement, List<WeightRole> on, PruningScope scope,
            SelfConnections self, int group, Optional<NOfM> pattern) {
        return new RandomSettings(on, scope, LayerShares.UNIFORM, self, arrangement, group, GroupOrder.GEOMETRY,
                pattern, 0, Rounds.everyEpoch(), new ConstantSchedule(0.75));
    }

    /** Arranged connections between units, and the weights of all other roles. */
    public static Pruner arranged(Arrangement arrangement, PruningScope scope, SelfConnections self) {
        return RankedPruner.atRandom(
                arrangedSettings(arrangement, List.of(WeightRole.values()), scope, self, 1, Optional.empty()), CONTEXT);
    }

    public static Pruner magnitude(List<WeightRole> on, PruningScope scope, LayerShares shares, SelfConnections self,
            double minimumKept, SparsitySchedule schedule) {
        return RankedPruner.byMagnitude(magnitudeSettings(on, scope, shares, self, minimumKept, schedule), CONTEXT);
    }

    public static Pruner random(List<WeightRole> on, PruningScope scope, LayerShares shares, SelfConnections self,
            double minimumKept, SparsitySchedule schedule) {
        return RankedPruner.atRandom(randomSettings(on, scope, shares, self, minimumKept, schedule), CONTEXT);
    }

    /** Groups in the weights of all roles. */
    public static Pruner groups(PruningScope scope, int group, GroupOrder order, SelfConnections self) {
        return groups(scope, group, order, self, CONTEXT);
    }

    public static Pruner groups(
            PruningScope scope, int group, GroupOrder order, SelfConnections self, ComponentContext context) {
        return RankedPruner.byMagnitude(new MagnitudeSettings(
                List.of(WeightRole.values()), Atom.ENTRIES, scope, LayerShares.UNIFORM, self, group, order,
                Optional.empty(), 0, Rounds.everyEpoch(),
                new LinearSchedule(0.5, 1)), context);
    }

    public static Pruner randomGroups(PruningScope scope, int group) {
        return RankedPruner.atRandom(new RandomSettings(
                List.of(WeightRole.values()), scope, LayerShares.UNIFORM, SelfConnections.BY_COST,
                new Arrangement.Anywhere(), group, GroupOrder.GEOMETRY, Optional.empty(), 0, Rounds.everyEpoch(),
                new LinearSchedule(0.5, 1)), CONTEXT);
    }

    /** A pattern along the rows of recurrent weights. */
    public static Pruner pattern(PruningScope scope, int n, int m, SelfConnections self) {
        return RankedPruner.byMagnitude(patternSettings(scope, n, m, LayerShares.UNIFORM, self, 1, 0.75), CONTEXT);
    }

    public static MagnitudeSettings patternSettings(PruningScope scope, int n, int m, LayerShares shares,
            SelfConnections self, int group, double target) {
        return new MagnitudeSettings(List.of(WeightRole.RECURRENT), Atom.ENTRIES, scope, shares, self, group,
                GroupOrder.GEOMETRY,
                Optional.of(new NOfM(n, m)), 0, Rounds.everyEpoch(), new LinearSchedule(target, 1));
    }
}
