package io.moduli.core.run;

import io.moduli.api.task.OpenTask;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.PipelineModule;
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

    /**
     * What wires it for a run.
     *
     * @param task the opened task
     * @param team the threads to work with; whoever made it closes it
     * @param listener who is told of the progress
     * @param cancellation who may stop it
     */
    PipelineModule module(OpenTask task, Team team, PipelineListener listener, Cancellation cancellation) {
        String prunerName = effective.type("pruner").orElse("");
        return new PipelineModule(settings, prunerName, task, team, listener, cancellation);
    }
}
