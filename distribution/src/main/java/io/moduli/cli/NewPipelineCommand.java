package io.moduli.cli;

import io.moduli.core.config.model.SettingsDescription;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.scaffold.NewPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a pipeline. */
@Command(name = "new", customSynopsis = "moduli new TASK [--out FILE]", description = {
    "Writes a pipeline to begin from: a task with all of its settings, each explained in a comment,",
    "and a network that is trained and pruned on it. It asks nothing and replaces no file."}, footer = {
        "", "Examples:", //
        "  moduli new navigation", //
        "  moduli new addition --out my.conf", //
        "  moduli plugins task                 the tasks that there are"})
final class NewPipelineCommand implements Callable<Integer> {

    private static final String CONF = ".conf";

    private final Console console;

    @Parameters(paramLabel = "TASK", description = "The task that the network learns, such as addition.")
    private String task = "";

    @Option(names = "--out", paramLabel = "FILE", description = "The file to write; by default TASK.conf.")
    private Optional<Path> out = Optional.empty();

    NewPipelineCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        return console.withBundles(bundles -> {
            write(bundles.registry());
            return ExitStatus.DONE;
        });
    }

    private void write(PluginRegistry registry) throws IOException, BadInputException {
        InstalledComponent<?> component = component(registry);
        Path shown = out.orElse(Path.of(task + CONF));
        Path file = console.workingFolder().resolve(shown);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadArgumentException(
                    "moduli: %s is there already and is not replaced; --out names another file".formatted(shown));
        }
        NewPipeline pipeline = new NewPipeline(task, SettingsDescription.of(component.settings()));
        String text = pipeline.text(shown.toString());
        OutputFile.write(file, output -> output.write(text.getBytes(StandardCharsets.UTF_8)));
        console.out().println("Wrote %s. Run it with \"moduli run %s\".".formatted(shown, shown));
        if (!pipeline.required().isEmpty()) {
            console.out().println("Before it runs, set %s of the task: it has no default.".formatted(
                    String.join(", ", pipeline.required())));
        }
    }

    private InstalledComponent<?> component(PluginRegistry registry) {
        List<InstalledComponent<?>> claimants = registry.claimants(ExtensionPoint.TASK, task);
        if (claimants.size() == 1) {
            return claimants.getFirst();
        }
        List<String> tasks = registry.names(ExtensionPoint.TASK);
        throw new BadArgumentException(claimants.isEmpty()
                ? "moduli: there is no task \"%s\"%s; there are %s".formatted(
                        task, Nearest.hint(task, tasks), String.join(", ", tasks))
                : "moduli: several plugins have a task \"%s\": %s; remove all but one".formatted(
                        task, String.join(", ", claimants.stream().map(one -> one.plugin().named()).toList())));
    }
}
