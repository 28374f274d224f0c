package io.moduli.core.loading;

import io.moduli.api.RandomStreams;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.host.FeaturePlaces;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.pruning.Regrowth;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.OpenTask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.geometry.GeometrySettings;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.geometry.Placement;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import io.moduli.core.pipeline.PipelineSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the pruner can be on the weights of the network that is planned. */
final class PrunerCheck {

    private static final String KEY = "pruner";

    private final PipelineSettings settings;
    private final EffectiveConfiguration effective;

    PrunerCheck(PipelineSettings settings, EffectiveConfiguration effective) {
        this.settings = settings;
        this.effective = effective;
    }

    /**
     * What is wrong.
     *
     * @param task says where its features lie
     */
    List<Problem> problems(NetworkPlan plan, OpenTask task) {
        List<Problem> problems = new ArrayList<>();
        settings.pruner().ifPresent(pruner -> {
            unfit(pruner, plan, FeaturePlaces.of(task)).ifPresent(problems::add);
            leftBehind(pruner).ifPresent(problems::add);
        });
        return problems;
    }

    /** Its objections to the weights, if any. */
    private Optional<Problem> unfit(Pruner pruner, NetworkPlan plan, FeaturePlaces features) {
        LayerGeometries geometries = geometries(settings.network()).with(features);
        List<PlacedWeight> weights = plan.weights().stream().filter(weight -> pruner.on().contains(weight.role()))
                .map(geometries::place).toList();
        try {
            pruner.bind(weights);
            return Optional.empty();
        } catch (SettingException unfit) {
            return Optional.of(effective.problem(KEY + "." + unfit.setting(), String.valueOf(unfit.getMessage())));
        } catch (IllegalArgumentException unfit) {
            return Optional.of(effective.problem(KEY, String.valueOf(unfit.getMessage())));
        }
    }

    /** Geometries of the right spaces and sizes whose points take no time to draw and measure. */
    private static LayerGeometries geometries(NetworkSettings network) {
        List<GeometrySettings> quick = network.geometry().stream()
                .map(settings -> new GeometrySettings(
                        settings.space(), DistanceScale.AS_IS, Placement.UNIFORM, Optional.empty()))
                .toList();
        return LayerGeometries.draw(quick, network.layers(), network.hidden(), new RandomStreams(0));
    }

    /** A structure that was chosen by the geometry becomes meaningless when the points move. */
    private Optional<Problem> leftBehind(Pruner pruner) {
        boolean learned = settings.network().geometry().stream().anyMatch(geometry -> geometry.learn().isPresent());
        return learned && pruner.startsSparse() && pruner.regrowth() == Regrowth.NONE
                && pruner.geometryUse() != GeometryUse.NONE
                        ? Optional.of(effective.problem(KEY,
                                "it chooses connections by the geometry before training and keeps them, but the points are learned and move away from them; leave network.geometry.learn out, or let connections follow, such as with update { type = regrow }"))
                        : Optional.empty();
    }
}
