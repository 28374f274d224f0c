package io.moduli.core.loading;

import io.moduli.api.task.FittedState;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Task;
import io.moduli.core.checkpoint.Checkpoints;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.PipelineModule;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A pipeline without problems. It holds nothing that needs to be closed, and may be run any number of times, each time
 * in its own directory and with its own components, with the same resulting bytes.
 */
public final class LoadedPipeline {

    private final PipelineSettings settings;
    private final EffectiveConfiguration effective;
    private final PluginRegistry registry;
    private final Assembly assembly;
    private final Optional<FittedState> fitted;
    private final OptionalLong bytes;
    private final AtomicReference<Optional<Assembly.Components>> unused;

    LoadedPipeline(
            Assembly.Components checked,
            EffectiveConfiguration effective,
            PluginRegistry registry,
            Assembly assembly,
            Optional<FittedState> fitted,
            OptionalLong bytes) {
        this.settings = checked.settings();
        this.effective = effective;
        this.registry = registry;
        this.assembly = assembly;
        this.fitted = fitted;
        this.bytes = bytes;
        this.unused = new AtomicReference<>(Optional.of(checked));
    }

    /** The pipeline's settings. Their components are only for inspection: each run has its own. */
    public PipelineSettings settings() {
        return settings;
    }

    /**
     * The off-heap memory for training, in words, such as {@code 1.2 GiB}; empty if the task's data are on another
     * machine.
     */
    public Optional<String> memory() {
        return bytes.isPresent() ? Optional.of(MachineMemory.readable(bytes.getAsLong())) : Optional.empty();
    }

    /** The same in bytes. */
    public OptionalLong memoryBytes() {
        return bytes;
    }

    /** The effective configuration. */
    public EffectiveConfiguration effective() {
        return effective;
    }

    /** The definitions of the task's metrics. */
    public MetricMeanings metrics() {
        return TaskDefinitions.metrics(registry, effective.type("task").orElse(""));
    }

    /** The plugins that the components come from. */
    public PluginRegistry registry() {
        return registry;
    }

    /**
     * The module that wires it for a run.
     *
     * @param own the settings with the run's own {@link #components}
     * @param task the opened task
     * @param team the threads to work with; the caller closes it
     * @param listener is informed of the progress
     * @param cancellation can stop it
     * @param checkpoints stores the state of the run
     */
    public PipelineModule module(
            PipelineSettings own, OpenTask task, Team team, PipelineListener listener, Cancellation cancellation,
            Checkpoints checkpoints) {
        String prunerName = effective.type("pruner").orElse("");
        return new PipelineModule(own, prunerName, task, metrics(), team, listener, cancellation, checkpoints);
    }

    /**
     * The settings with new components, for one run or one evaluation. The first caller gets those that were created to
     * check the pipeline: they may already have read large files, which need not be read again.
     *
     * @param directory the run's directory, for the components; empty if there is no run
     * @return the pipeline's settings
     * @throws BadInputException if they can no longer be created
     */
    public PipelineSettings components(Optional<Path> directory) throws BadInputException {
        Optional<Assembly.Components> checked = unused.getAndSet(Optional.empty());
        Assembly.Components components = checked.isPresent() ? checked.get() : assembly.again();
        directory.ifPresent(components.location()::set);
        return components.settings();
    }

    /**
     * Opens the task of one run or evaluation, with its fitted state if the pipeline was loaded with one.
     *
     * @param own the settings with the run's own {@link #components}
     * @throws IOException if its data cannot be read
     */
    public OpenTask open(PipelineSettings own) throws IOException {
        return open(own.task(), fitted);
    }

    static OpenTask open(Task task, Optional<FittedState> fitted) throws IOException {
        return fitted.isPresent() ? task.open(fitted.get()) : task.open();
    }
}
