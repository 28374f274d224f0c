package io.moduli.plugins.pruning;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.SparsitySchedule;
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
        return "Magnitude and random pruning; linear, cubic and one-shot schedules";
    }

    @Override
    public List<ComponentFactory<?, ? extends Pruner>> pruners() {
        return List.of(
                ComponentFactory.of("magnitude", MagnitudeSettings.class, RankedPruner::byMagnitude),
                ComponentFactory.of("random", RandomSettings.class, RankedPruner::atRandom));
    }

    @Override
    public List<ComponentFactory<?, ? extends SparsitySchedule>> sparsitySchedules() {
        return List.of(
                ComponentFactory.of("linear", LinearSchedule.class, Function.<LinearSchedule>identity()),
                ComponentFactory.of("cubic", CubicSchedule.class, Function.<CubicSchedule>identity()),
                ComponentFactory.of("one-shot", OneShotSchedule.class, Function.<OneShotSchedule>identity()));
    }
}
