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
 * A pipeline in which nothing wrong was found. It holds nothing that needs to be closed, and may be run any number of times,
 * each time in a directory of its own and with components of its own, to the same bytes.
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

    /** What the pipeline's file says. The components in it are for looking at: each run has its own. */
    public PipelineSettings settings() {
        return settings;
    }

    /**
     * What training takes of memory off the heap, in words, such as {@code 1.2 GiB}; empty where what the task needs is on
     * another machine.
     */
    public Optional<String> memory() {
        return bytes.isPresent() ? Optional.of(MachineMemory.readable(bytes.getAsLong())) : Optional.empty();
    }

    /** The same in bytes. */
    public OptionalLong memoryBytes() {
        return bytes;
    }

    /** The configuration in full. */
    public EffectiveConfiguration effective() {
        return effective;
    }

    /** What the task says of its metrics. */
    public MetricMeanings metrics() {
        return TaskDefinitions.metrics(registry, effective.type("task").orElse(""));
    }

    /** The plugins that the components come from. */
    public PluginRegistry registry() {
        return registry;
    }

    /**
     * What wires it for a run.
     *
     * @param own the settings with {@link #components} of the run's own
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
     * The settings with components of their own, for one run or one evaluation. The first caller gets those that were
     * made to check the pipeline: they may have read large files already, which need not be read again.
     *
     * @param directory what the components learn of as the run's directory; empty where there is no run
     * @return what the pipeline's file says
     * @throws BadInputException where they cannot be made any more
     */
    public PipelineSettings components(Optional<Path> directory) throws BadInputException {
        Optional<Assembly.Components> checked = unused.getAndSet(Optional.empty());
        Assembly.Components components = checked.isPresent() ? checked.get() : assembly.again();
        directory.ifPresent(components.location()::set);
        return components.settings();
    }

    /**
     * Opens the task of one run or evaluation: with what it was fitted to before, where the pipeline was loaded with that.
     *
     * @param own the settings with {@link #components} of the run's own
     * @throws IOException where its data cannot be read
     */
    public OpenTask open(PipelineSettings own) throws IOException {
        return open(own.task(), fitted);
    }

    static OpenTask open(Task task, Optional<FittedState> fitted) throws IOException {
        return fitted.isPresent() ? task.open(fitted.get()) : task.open();
    }
}
