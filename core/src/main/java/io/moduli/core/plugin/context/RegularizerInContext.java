package io.moduli.core.plugin.context;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A bundle's regularizer. */
record RegularizerInContext(Regularizer regularizer, PluginContext context) implements Regularizer {

    @Override
    public Set<WeightRole> on() {
        return context.call(regularizer::on);
    }

    @Override
    public GeometryUse geometryUse() {
        return context.call(regularizer::geometryUse);
    }

    @Override
    public boolean movesPoints() {
        return context.call(regularizer::movesPoints);
    }

    @Override
    public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
        return context.call(() -> new BoundRegularizerInContext(regularizer.bind(weight, random), context));
    }

    @Override
    public String toString() {
        return regularizer.toString();
    }
}
