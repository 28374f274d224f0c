package io.moduli.cli;

import io.moduli.core.config.model.SettingsDescription;
import io.moduli.core.config.model.UnsupportedSettingsException;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.plugin.ClassConstants;
import io.moduli.core.plugin.ClassConstants.Mention;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is installed. */
@Command(name = "plugins", customSynopsis = "moduli plugins [NAME | --json]", description = "Lists the installed plugins and their components, or describes one.", footer = {
    "", "Examples:", //
    "  moduli plugins                   everything that is installed", //
    "  moduli plugins torus             the settings of a component", //
    "  moduli plugins moduli-standard   what a plugin contributes, or why it failed", //
    "  moduli plugins pruner            the components of a kind", //
    "  moduli plugins train             the settings of a stage", //
    "  moduli plugins --json            everything, for programs", //
    "  moduli plugins pipeline          the settings of a pipeline itself"})
final class PluginsCommand implements Callable<Integer> {

    private static final String PIPELINE = "pipeline";

    private final Console console;
    private final PipelineTerms terms = new PipelineTerms();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = {
        "A component, a kind of component, a plugin, a setting of a pipeline or a type of one such as train,",
        "or \"pipeline\"."})
    private Optional<String> name = Optional.empty();

    @Option(names = "--json", description = {"Print everything that is installed as JSON;",
        "docs/plugins-json.md of a distribution describes it."})
    private boolean json;

    PluginsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        if (json && name.isPresent()) {
            throw new BadArgumentException(
                    "moduli: --json describes everything that is installed, so it takes no name");
        }
        return console.withBundles(bundles -> {
            List<PluginEntry> entries = PluginEntry.of(bundles);
            if (name.isPresent()) {
                describe(name.get(), entries, bundles.registry());
            } else if (json) {
                console.out().println(PluginsJson.of(entries, PluginEntry.others(bundles, entries)));
            } else {
                text().list(entries, PluginEntry.others(bundles, entries), bundles.registry());
            }
            return ExitStatus.DONE;
        });
    }

    private void describe(String wanted, List<PluginEntry> entries, PluginRegistry registry) {
        boolean known = false;
        for (PluginEntry entry : entries) {
            if (entry.isCalled(wanted)) {
                separate(known);
                text().describe(entry);
                known = true;
            }
        }
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            List<InstalledComponent<?>> claimants = registry.claimants(point, wanted);
            if (!claimants.isEmpty()) {
                separate(known);
                claimants.forEach(this::introduce);
                describe(claimants);
                known = true;
            }
        }
        if (wanted.equals(PIPELINE)) {
            separate(known);
            console.out().println("The settings of a pipeline");
            sheet().print(SettingsDescription.of(PipelineSettings.class));
            known = true;
        }
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            if (point.name().equals(wanted)) {
                separate(known);
                text().components(point, registry);
                known = true;
            }
        }
        for (PipelineTerms.Term term : terms.find(wanted)) {
            separate(known);
            console.out().println(term.title());
            sheet().print(term.settings());
            known = true;
        }
        if (!known) {
            throw new BadArgumentException(unknown(wanted, entries, registry));
        }
    }

    private void introduce(InstalledComponent<?> component) {
        console.out().println(
                "%s %s, of plugin %s".formatted(component.extensionPoint(), component.name(), component.plugin().id()));
    }

    /** The settings of a component, unless several plugins claim its name. */
    private void describe(List<InstalledComponent<?>> claimants) {
        if (claimants.size() > 1) {
            console.out().println("  No pipeline can use the name until all but one are removed or renamed:");
            claimants.forEach(claimant -> console.out().println("  " + claimant.plugin().named()));
            return;
        }
        InstalledComponent<?> component = claimants.getFirst();
        try {
            sheet().print(SettingsDescription.of(component.settings()));
            metrics(component);
        } catch (UnsupportedSettingsException unsupported) {
            throw new BadArgumentException(
                    "moduli: " + component.plugin().named() + ": " + unsupported.getMessage());
        }
    }

    private void metrics(InstalledComponent<?> component) {
        if (component.extensionPoint() == ExtensionPoint.TASK) {
            separate(true);
            console.out().println("Metrics of an evaluate stage");
            separate(true);
            sheet().print(component.metrics());
        }
    }

    /** A plugin that failed cannot be asked what it would offer, but the name may be in its classes. */
    private String unknown(String wanted, List<PluginEntry> entries, PluginRegistry registry) {
        Optional<String> command = commands().hint(wanted);
        if (command.isPresent()) {
            return "moduli: no plugin or component is called \"%s\"; %s".formatted(wanted, command.get());
        }
        List<String> failed = registry.problems().stream()
                .filter(problem -> ClassConstants.search(problem.origin(), wanted) == Mention.FOUND)
                .map(PluginProblem::render).toList();
        return failed.isEmpty()
                ? "moduli: no plugin or component is called \"%s\"%s; \"moduli plugins\" lists them".formatted(wanted,
                        Nearest.hint(wanted, names(entries, registry)))
                : "moduli: \"%s\" is missing because of %s".formatted(wanted, String.join("; ", failed));
    }

    private void separate(boolean something) {
        if (something) {
            console.out().println();
        }
    }

    private PluginsText text() {
        return new PluginsText(console);
    }

    private SettingsSheet sheet() {
        return new SettingsSheet(console);
    }

    private CommandWords commands() {
        return new CommandWords(spec.parent().commandLine());
    }

    private List<String> names(List<PluginEntry> entries, PluginRegistry registry) {
        List<String> names = new ArrayList<>(List.of(PIPELINE));
        entries.forEach(entry -> names.add(entry.name()));
        ExtensionPoint.all().forEach(point -> {
            names.add(point.name());
            names.addAll(registry.names(point));
        });
        terms.words().forEach(names::add);
        return names;
    }
}
