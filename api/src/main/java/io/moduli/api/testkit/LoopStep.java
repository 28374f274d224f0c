package io.moduli.api.testkit;

import io.moduli.api.regularizer.TrainingStep;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A training step without an engine.
 *
 * @param step the number of the step
 * @param parallel whether bodies are called on several threads, else one after the other
 */
record LoopStep(long step, boolean parallel) implements TrainingStep {

    @Override
    public int epoch() {
        return 1;
    }

    @Override
    public void forEach(int count, IntConsumer body) {
        IntStream indices = IntStream.range(0, count);
        (parallel ? indices.parallel() : indices).forEach(body);
    }
}
