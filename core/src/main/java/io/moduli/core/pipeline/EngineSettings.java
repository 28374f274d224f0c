package io.moduli.core.pipeline;

import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import java.util.Optional;

/**
 * How a pipeline uses the machine; nothing here changes what is computed, but another number of threads may round
 * otherwise.
 */
@Description("How the machine is used")
public record EngineSettings(
        @Description("Threads; as many as the machine has processors if not given") @Range(min = 1, max = 1024) Optional<Integer> threads) {

    /** The number of threads to use on this machine. */
    public int threadCount() {
        return threads.orElse(Runtime.getRuntime().availableProcessors());
    }
}
