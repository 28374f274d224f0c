package io.moduli.cli;

import io.moduli.api.task.FittedState;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.loading.PipelineLoading;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.core.run.PipelineRun;
import io.moduli.core.run.RunDirectory;
import io.moduli.core.run.RunResumption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Resumes a run that was killed or interrupted, or lengthens it. */
@Command(name = "resume", customSynopsis = "moduli resume RUN [-o path=value ...] [--anyway]", description = {
    "Continues a run from its last checkpoint, in the same folder. On the same machine, with",
    "the same number of threads, it ends with the same bytes as an undisturbed run."}, footer = {
        "", "Examples:", //
        "  moduli resume runs/addition", //
        "  moduli resume runs/addition -o stages.0.epochs=40", //
        "  moduli resume runs/addition -o 'stages+={ type = lottery-ticket, epochs = 10 }'", //
        "", "-o may change what does not alter the past: stages that have not begun, the epochs", //
        "of the one that has, checkpoint, report and engine."})
final class ResumeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final RunArgument run = new RunArgument();

    @Option(names = {"-o", "--override"}, paramLabel = "path=value", description = {
        "Change a setting for the rest of the run.", "May be repeated."})
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--anyway", description = {
        "Go on although Moduli, Java, a library, a plugin or the processor differs from the run's,",
        "so that numbers may be rounded differently."})
    private boolean anyway;

    ResumeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        Path directory = run.directory(console);
        return console.withBundles(bundles -> {
            try (RunResumption resumption = RunResumption.open(directory)) {
                Optional<FittedState> fitted = resumption.fitted();
                LoadedPipeline own = load(bundles.registry(), directory, List.of(), fitted);
                LoadedPipeline changed = overrides.isEmpty()
                        ? own
                        : load(bundles.registry(), directory, overrides, fitted);
                PipelineRun rest = resumption.prepare(own, changed, overrides, anyway);
                resumption.warnings().forEach(console::warn);
                resumption.position().ifPresent(position -> console.err().println("continuing from " + position));
                return new RunExecution(console).execute(rest);
            }
        });
    }

    private LoadedPipeline load(
            PluginRegistry registry, Path directory, List<String> changes, Optional<FittedState> fitted) {
        ConfigurationSource source = ConfigurationSource.file(directory.resolve(RunDirectory.PIPELINE));
        return PipelineArguments.accepted(
                console, registry, loader -> load(loader, source, changes, fitted),
                run.name() + "/" + RunDirectory.PIPELINE);
    }

    private static PipelineLoading load(
            PipelineLoader loader, ConfigurationSource source, List<String> changes, Optional<FittedState> fitted) {
        return fitted.isPresent() ? loader.load(source, changes, fitted.get()) : loader.load(source, changes);
    }
}
