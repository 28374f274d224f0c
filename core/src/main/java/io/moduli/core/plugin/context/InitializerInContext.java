package io.moduli.core.plugin.context;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.weight.WeightRole;
import java.util.Set;

/** A bundle's first weights. */
record InitializerInContext(WeightInitializer initializer, PluginContext context) implements WeightInitializer {

    @Override
    public Set<WeightRole> on() {
        return context.call(initializer::on);
    }

    @Override
    public GeometryUse geometryUse() {
        return context.call(initializer::geometryUse);
    }

    @Override
    public void initialize(FirstWeights weight) {
        context.run(() -> initializer.initialize(weight));
    }

    @Override
    public String toString() {
        return initializer.toString();
    }
}
