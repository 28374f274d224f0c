package io.moduli.core.plugin.context;

import io.moduli.api.regularizer.TrainingStep;
import java.util.function.IntConsumer;

/** A training step whose threads run a bundle's tasks. */
record StepInContext(TrainingStep training, PluginContext context) implements TrainingStep {

    @Override
    public long step() {
        return training.step();
    }

    @Override
    public int epoch() {
        return training.epoch();
    }

    @Override
    public void forEach(int count, IntConsumer body) {
        training.forEach(count, index -> context.run(() -> body.accept(index)));
    }

    @Override
    public String toString() {
        return training.toString();
    }
}
