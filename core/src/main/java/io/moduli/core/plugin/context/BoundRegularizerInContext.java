package io.moduli.core.plugin.context;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.EntryBlock;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** A bundle's regularizer on a weight. */
record BoundRegularizerInContext(BoundRegularizer regularizer, PluginContext context) implements BoundRegularizer {

    @Override
    public void restructure(EntryBlock entries) {
        context.run(() -> regularizer.restructure(entries));
    }

    @Override
    public void beginStep(TrainingStep step, EntryBlock entries) {
        context.run(() -> regularizer.beginStep(new StepInContext(step, context), entries));
    }

    @Override
    public double accumulate(EntryBlock block) {
        ClassLoader before = context.enter();
        try {
            return regularizer.accumulate(block);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public void endStep(TrainingStep step) {
        context.run(() -> regularizer.endStep(new StepInContext(step, context)));
    }

    @Override
    public Optional<DoubleUnaryOperator> costOverDistance() {
        return context.call(regularizer::costOverDistance)
                .map(cost -> distance -> context.call(() -> cost.applyAsDouble(distance)));
    }

    @Override
    public List<StateArray> state() {
        return context.call(regularizer::state);
    }

    @Override
    public void restore(List<StateArray> state) {
        context.run(() -> regularizer.restore(state));
    }

    @Override
    public String toString() {
        return regularizer.toString();
    }
}
