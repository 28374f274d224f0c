package io.moduli.core.loading;

import io.moduli.api.RandomStreams;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.geometry.GeometrySettings;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.geometry.Placement;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import io.moduli.core.pipeline.PipelineSettings;
import java.util.List;
import java.util.Optional;

/** Whether the pruner can be on the weights of the network that is planned. */
final class PrunerCheck {

    private PrunerCheck() {}

    /** What it says against them, if anything. */
    static Optional<Problem> problem(PipelineSettings settings, NetworkPlan plan, EffectiveConfiguration effective) {
        return settings.pruner().flatMap(pruner -> problem(pruner, settings.network(), plan, effective));
    }

    private static Optional<Problem> problem(
            Pruner pruner, NetworkSettings network, NetworkPlan plan, EffectiveConfiguration effective) {
        LayerGeometries geometries = geometries(network);
        List<PlacedWeight> weights = plan.weights().stream().filter(weight -> pruner.on().contains(weight.role()))
                .map(geometries::place).toList();
        try {
            pruner.bind(weights);
            return Optional.empty();
        } catch (SettingException unfit) {
            return Optional.of(effective.problem("pruner." + unfit.setting(), String.valueOf(unfit.getMessage())));
        } catch (IllegalArgumentException unfit) {
            return Optional.of(effective.problem("pruner", String.valueOf(unfit.getMessage())));
        }
    }

    /** Geometries of the right spaces and sizes, whose points are drawn and measured in no time. */
    private static LayerGeometries geometries(NetworkSettings network) {
        List<GeometrySettings> quick = network.geometry().stream()
                .map(settings -> new GeometrySettings(
                        settings.space(), DistanceScale.AS_IS, Placement.UNIFORM, Optional.empty()))
                .toList();
        return LayerGeometries.draw(quick, network.layers(), network.hidden(), new RandomStreams(0));
    }
}
