package io.moduli.plugins.pruning.geometric;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.setting.Consistency;
import java.util.Optional;

/** Which weights have connections that can be chosen by distance. */
final class DistanceRules {

    private DistanceRules() {}

    /**
     * Requires that both sides of a weight lie on one space.
     *
     * @throws IllegalArgumentException if the units have no points
     * @throws SettingException if features have none, or there is no distance to them; the message says why
     */
    static void require(PlacedWeight weight) {
        WeightShape shape = weight.shape();
        boolean leadsToFeatures = shape.role() == WeightRole.READ_OUT;
        Optional<LayerGeometry> units = leadsToFeatures ? weight.columnGeometry() : weight.rowGeometry();
        Optional<LayerGeometry> others = leadsToFeatures ? weight.rowGeometry() : weight.columnGeometry();
        if (units.isEmpty()) {
            throw shape.role() == WeightRole.INITIAL_STATE
                    ? unfit(shape, "the units that %s leads to have no points in common, as those of several layers",
                            shape.name())
                    : new IllegalArgumentException(
                            "the units of %s have no points; give their layer a geometry".formatted(shape.name()));
        }
        ModuliSpace space = units.get().space();
        if (others.isEmpty()) {
            throw space.fundamentalDomain().isPresent()
                    ? unfit(shape, "the task does not say where the features of %s lie", shape.name())
                    : unfit(shape,
                            "the features of %s cannot be placed on %s, which has no fundamental domain: choose a surface that has one, such as a torus of dimension 2",
                            shape.name(), space);
        }
        if (!others.get().space().equals(space)) {
            throw unfit(shape, "%s connects units on two spaces, %s and %s, between which there are no distances",
                    shape.name(), others.get().space(), space);
        }
    }

    private static SettingException unfit(WeightShape shape, String message, Object... parts) {
        return new SettingException("by-distance", message.formatted(parts) + "; or leave "
                + Consistency.written(shape.role()) + " out of by-distance");
    }
}
