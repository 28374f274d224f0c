package io.moduli.plugins.pruning;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.plugins.pruning.geometric.GeometricPruner;
import io.moduli.plugins.pruning.regrowth.RigLPruner;
import io.moduli.plugins.pruning.regrowth.SetPruner;
import io.moduli.plugins.pruning.removal.MagnitudeSettings;
import io.moduli.plugins.pruning.removal.RandomSettings;
import io.moduli.plugins.pruning.removal.RankedPruner;
import io.moduli.plugins.pruning.removal.SaliencySettings;
import io.moduli.plugins.pruning.schedule.ConstantSchedule;
import io.moduli.plugins.pruning.schedule.CubicSchedule;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.schedule.OneShotSchedule;
import java.util.List;
import java.util.function.Function;

/** The pruners and sparsity schedules that come with Moduli. */
public final class PruningPlugin implements Plugin {

    @Override
    public String id() {
        return "pruning-standard";
    }

    @Override
    public String description() {
        return "Structures known beforehand, pruning by magnitude, by saliency and at random, RigL and SET; linear, cubic, one-shot and constant schedules";
    }

    @Override
    public List<ComponentFactory<?, ? extends Pruner>> pruners() {
        return List.of(
                ComponentFactory.of("magnitude", MagnitudeSettings.class, RankedPruner::byMagnitude),
                ComponentFactory.of("random", RandomSettings.class, RankedPruner::atRandom),
                ComponentFactory.of("saliency", SaliencySettings.class, RankedPruner::bySaliency),
                ComponentFactory.of("geometric", GeometricPruner.Settings.class, GeometricPruner::new),
                ComponentFactory.of("rigl", RigLPruner.Settings.class, RigLPruner::new),
                ComponentFactory.of("set", SetPruner.Settings.class, SetPruner::new));
    }

    @Override
    public List<ComponentFactory<?, ? extends SparsitySchedule>> sparsitySchedules() {
        return List.of(
                ComponentFactory.of("linear", LinearSchedule.class, Function.<LinearSchedule>identity()),
                ComponentFactory.of("cubic", CubicSchedule.class, Function.<CubicSchedule>identity()),
                ComponentFactory.of("one-shot", OneShotSchedule.class, Function.<OneShotSchedule>identity()),
                ComponentFactory.of("constant", ConstantSchedule.class, Function.<ConstantSchedule>identity()));
    }
}
