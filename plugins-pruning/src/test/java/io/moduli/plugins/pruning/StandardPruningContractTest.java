package io.moduli.plugins.pruning;

import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.testkit.PrunerContractTests;
import io.moduli.api.testkit.SparsityScheduleContractTests;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.pruning.geometric.GeometricPruner;
import io.moduli.plugins.pruning.geometric.Selection;
import io.moduli.plugins.pruning.geometric.Update;
import io.moduli.plugins.pruning.group.GroupOrder;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.regrowth.RigLPruner;
import io.moduli.plugins.pruning.regrowth.SetPruner;
import io.moduli.plugins.pruning.removal.Arrangement;
import io.moduli.plugins.pruning.removal.RankedPruner;
import io.moduli.plugins.pruning.removal.SaliencySettings;
import io.moduli.plugins.pruning.removal.WholeUnitsTest;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.schedule.CubicSchedule;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.schedule.OneShotSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import io.moduli.plugins.pruning.setting.Rounds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class StandardPruningContractTest implements PrunerContractTests, SparsityScheduleContractTests {

    @Override
    public Map<String, Pruner> pruners() {
        Map<String, Pruner> pruners = new LinkedHashMap<>();
        SparsitySchedule schedule = new LinearSchedule(0.9, 20);
        for (PruningScope scope : PruningScope.values()) {
            for (List<WeightRole> on : List.of(List.of(WeightRole.values()), List.of(WeightRole.RECURRENT))) {
                for (double kept : new double[] {0, 0.05}) {
                    String settings = "%s, on = %s, minimum-kept = %s".formatted(scope, on, kept);
                    pruners.put(
                            "magnitude, " + settings,
                            Pruners.magnitude(on, scope, LayerShares.UNIFORM,
                                    SelfConnections.BY_COST, kept, schedule));
                    pruners.put(
                            "random, " + settings,
                            Pruners.random(on, scope, LayerShares.UNIFORM,
                                    SelfConnections.BY_COST, kept, schedule));
                }
            }
        }
        for (List<WeightRole> on : List.of(List.of(WeightRole.values()), List.of(WeightRole.RECURRENT))) {
            for (SelfConnections self : SelfConnections.values()) {
                for (LayerShares shares : LayerShares.values()) {
                    String settings = "on = %s, %s, self = %s".formatted(on, shares, self);
                    pruners.put("magnitude, " + settings,
                            Pruners.magnitude(on, PruningScope.LAYER, shares, self, 0, schedule));
                    pruners.put("random, " + settings,
                            Pruners.random(on, PruningScope.LAYER, shares, self, 0, schedule));
                    pruners.put("rigl, " + settings, new RigLPruner(
                            new RigLPruner.Settings(on, 0.3, shares, self,
                                    new Rounds.Steps(10, 0, Optional.empty(), 0.75), schedule)));
                    pruners.put("set, " + settings, new SetPruner(
                            new SetPruner.Settings(on, 0.3, shares, self, Rounds.everyEpoch(),
                                    new ConstantSchedule(0.9))));
                }
            }
        }
        for (PruningScope scope : PruningScope.values()) {
            for (GroupOrder order : GroupOrder.values()) {
                for (SelfConnections self : scope == PruningScope.UNIT ? new SelfConnections[0]
                        : SelfConnections.values()) {
                    pruners.put("magnitude, groups, %s, %s, self = %s".formatted(scope, order, self),
                            Pruners.groups(scope, 2, order, self));
                }
            }
            if (scope != PruningScope.UNIT) {
                pruners.put("random, groups, " + scope, Pruners.randomGroups(scope, 2));
            }
            for (SelfConnections self : scope == PruningScope.UNIT ? new SelfConnections[0]
                    : SelfConnections.values()) {
                pruners.put("magnitude, 1 of 2, %s, self = %s".formatted(scope, self),
                        Pruners.pattern(scope, 1, 2, self));
            }
            for (SelfConnections self : SelfConnections.values()) {
                pruners.put("saliency, %s, self = %s".formatted(scope, self), RankedPruner.bySaliency(
                        new SaliencySettings(List.of(WeightRole.values()), scope, LayerShares.UNIFORM, self, 0,
                                Rounds.everyEpoch(), new ConstantSchedule(0.9))));
            }
        }
        for (PruningScope scope : List.of(PruningScope.GLOBAL, PruningScope.LAYER)) {
            pruners.put("magnitude, whole units, " + scope,
                    WholeUnitsTest.pruner(scope, List.of(WeightRole.values())));
        }
        for (Arrangement arrangement : List.of(
                new Arrangement.Reciprocal(), new Arrangement.Blocks(Optional.of(2)),
                new Arrangement.Blocks(Optional.empty()))) {
            for (PruningScope scope : arrangement.scopes()) {
                for (SelfConnections self : SelfConnections.values()) {
                    pruners.put("random, %s, %s, self = %s".formatted(arrangement, scope, self),
                            Pruners.arranged(arrangement, scope, self));
                }
            }
        }
        pruners.putAll(geometric());
        return pruners;
    }

    private static Map<String, Pruner> geometric() {
        Map<String, Pruner> pruners = new LinkedHashMap<>();
        for (Selection selection : List.of(new Selection.Lowest(), new Selection.Drawn(0.5))) {
            for (GeometricPruner.FanIn fanIn : GeometricPruner.FanIn.values()) {
                for (GeometricPruner.Gates gates : GeometricPruner.Gates.values()) {
                    for (SelfConnections self : SelfConnections.values()) {
                        for (Update update : List.of(new Update.None(),
                                new Update.Regrow(0.3, new Rounds.Steps(10, 0, Optional.empty(), 0.75)))) {
                            if (update instanceof Update.None
                                    || fanIn == GeometricPruner.FanIn.CONSTANT
                                            && gates == GeometricPruner.Gates.DIFFER) {
                                GeometricPruner.Settings settings = new GeometricPruner.Settings(
                                        List.of(WeightRole.values()), List.of(WeightRole.RECURRENT), Optional.empty(),
                                        selection, 0.2, fanIn, gates,
                                        self, GeometricPruner.Isolated.ALLOW, LayerShares.ERDOS_RENYI, update,
                                        new ConstantSchedule(0.9));
                                pruners.put("geometric, " + settings, new GeometricPruner(settings));
                            }
                        }
                    }
                }
            }
        }
        return pruners;
    }

    @Override
    public Map<String, SparsitySchedule> sparsitySchedules() {
        return Map.of(
                "linear", new LinearSchedule(0.9, 20),
                "linear at once", new LinearSchedule(0.3, 1),
                "linear over a third", new LinearSchedule(0.7, 3),
                "cubic", new CubicSchedule(0.95, 7),
                "cubic to nothing", new CubicSchedule(0, 4),
                "cubic, later", new CubicSchedule(0.9, 4, 0.5, 2),
                "constant", new ConstantSchedule(0.9),
                "one-shot", new OneShotSchedule(0.98, 5));
    }
}
