package io.moduli.core.run;

import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.plugin.PluginRegistry;

/**
 * A pipeline in which nothing wrong was found.
 *
 * @param settings what its file says, the components made
 * @param effective the configuration in full
 * @param registry the plugins that its components came from
 * @param location where its components learn of the run's directory
 */
public record LoadedPipeline(
        PipelineSettings settings,
        EffectiveConfiguration effective,
        PluginRegistry registry,
        RunLocation location) {

    /** What the file calls its pruner; nothing where it has none. */
    String prunerName() {
        return effective.type("pruner").orElse("");
    }
}
