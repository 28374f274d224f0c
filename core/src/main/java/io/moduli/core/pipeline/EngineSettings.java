package io.moduli.core.pipeline;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.core.engine.storage.StoragePolicy;
import java.util.Optional;

/**
 * How a pipeline uses the machine; nothing here changes what is computed, but another number of threads or another
 * format may change the rounding.
 */
@Description("Threads and storage")
public record EngineSettings(
        @Description("Threads; as many as the machine has processors if not given") @Range(min = 1, max = 1024) Optional<Integer> threads,
        @Default("auto") @Description("How pruned weights are stored: auto (whichever is faster, by a fixed rule), dense (removed entries are 0) or sparse (without them)") StoragePolicy format) {

    /** The number of threads to use on this machine. */
    public int threadCount() {
        return threads.orElse(Runtime.getRuntime().availableProcessors());
    }
}
