package io.moduli.core.loading;

import io.moduli.api.task.FittedState;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.core.config.text.SettingOverride;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.plugin.PluginRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads pipelines and finds all their problems before anything is trained: mistakes in the file, missing data of the
 * task, settings that do not fit together, and networks that do not fit into memory.
 */
public final class PipelineLoader {

    private final PluginRegistry registry;
    private final ConfigurationBinder binder;
    private final Path workingFolder;
    private final long availableBytes;
    private final boolean here;

    /**
     * A loader for this machine.
     *
     * @param workingFolder what relative paths on the command line refer to
     */
    public PipelineLoader(PluginRegistry registry, Path workingFolder) {
        this(registry, workingFolder, MachineMemory.bytes());
    }

    /**
     * A loader for a machine with a given amount of memory.
     *
     * @param workingFolder what relative paths on the command line refer to
     * @param availableBytes the memory that a network and its training may take
     */
    public PipelineLoader(PluginRegistry registry, Path workingFolder, long availableBytes) {
        this(registry, workingFolder, availableBytes, true);
    }

    private PipelineLoader(PluginRegistry registry, Path workingFolder, long availableBytes, boolean here) {
        this.registry = registry;
        this.binder = new ConfigurationBinder(registry, workingFolder);
        this.workingFolder = workingFolder;
        this.availableBytes = availableBytes;
        this.here = here;
    }

    /**
     * A loader of pipelines that are to run on another machine, which may have more memory and other files: missing
     * data of a task are only a warning.
     *
     * @param workingFolder what relative paths on the command line refer to
     */
    public static PipelineLoader forAnotherMachine(PluginRegistry registry, Path workingFolder) {
        return new PipelineLoader(registry, workingFolder, Long.MAX_VALUE, false);
    }

    /** Reads a pipeline without overrides. */
    public PipelineLoading load(ConfigurationSource source) {
        return load(source, List.of());
    }

    /**
     * Reads a pipeline.
     *
     * @param overrides each {@code path=value}
     */
    public PipelineLoading load(ConfigurationSource source, List<String> overrides) {
        return load(source, List.of(), overrides, Optional.empty());
    }

    /**
     * Reads a pipeline some of whose settings another file changes.
     *
     * @param settings the settings of the other file; their problems are reported there
     * @param overrides each {@code path=value}
     */
    public PipelineLoading load(
            ConfigurationSource source, List<SettingOverride> settings, List<String> overrides) {
        return load(source, settings, overrides, Optional.empty());
    }

    /**
     * Reads the pipeline of a run whose networks are used again.
     *
     * @param overrides each {@code path=value}
     * @param fitted the fitted state of the task in that run
     */
    public PipelineLoading load(ConfigurationSource source, List<String> overrides, FittedState fitted) {
        return load(source, List.of(), overrides, Optional.of(fitted));
    }

    /**
     * Many variants of one pipeline, which is read once; identical tasks are opened once.
     *
     * @param source the pipeline
     */
    public PipelineFamily family(ConfigurationSource source) {
        return new PipelineFamily(this, new ConfigurationLoader(workingFolder).parse(source));
    }

    private PipelineLoading load(
            ConfigurationSource source, List<SettingOverride> settings, List<String> overrides,
            Optional<FittedState> fitted) {
        return load(new ConfigurationLoader(workingFolder).load(source, settings, overrides), fitted,
                new OwnTasks(fitted));
    }

    PipelineLoading load(LoadedConfiguration configuration, Optional<FittedState> fitted, CheckedTasks tasks) {
        Assembly assembly = new Assembly(configuration, binder);
        RunLocation location = new RunLocation();
        return switch (assembly.bind(location)) {
            case Binding.Rejected<PipelineSettings> rejected -> new PipelineLoading.Rejected(rejected.problems());
            case Binding.Bound<PipelineSettings> bound -> {
                PipelineCheck check = new PipelineCheck(
                        bound.settings(), bound.effective(), tasks,
                        TaskDefinitions.metrics(registry, bound.effective().type("task").orElse("")));
                check.look(availableBytes, here, fitted.isPresent());
                if (!check.problems().isEmpty()) {
                    yield new PipelineLoading.Rejected(check.problems());
                }
                assembly.accepted();
                Assembly.Components checked = new Assembly.Components(bound.settings(), location);
                yield new PipelineLoading.Accepted(
                        new LoadedPipeline(
                                checked, bound.effective(), registry, assembly, fitted, check.bytes()),
                        check.warnings());
            }
        };
    }
}
