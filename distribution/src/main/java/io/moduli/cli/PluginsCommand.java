package io.moduli.cli;

import io.moduli.core.bundle.Bundles;
import io.moduli.core.config.Nearest;
import io.moduli.core.config.SettingsDescription;
import io.moduli.core.config.UnsupportedSettingsException;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is installed. */
@Command(name = "plugins", customSynopsis = "moduli plugins [NAME]", description = "Lists the installed plugins and their components, or describes one.", footer = {
    "", "Examples:", //
    "  moduli plugins                   everything that is installed", //
    "  moduli plugins torus             the settings of a component", //
    "  moduli plugins moduli-standard   what a plugin brings", //
    "  moduli plugins pipeline          the settings of a pipeline itself"})
final class PluginsCommand implements Callable<Integer> {

    private static final String PIPELINE = "pipeline";

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A component, a plugin, or \"pipeline\".")
    private Optional<String> name = Optional.empty();

    PluginsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Bundles bundles = console.loadBundles()) {
            PluginRegistry registry = bundles.registry();
            if (name.isPresent()) {
                describe(name.get(), registry);
            } else {
                list(registry);
            }
            registry.problems().forEach(problem -> console.err().println("warning: " + problem.render()));
        }
        return ExitStatus.DONE;
    }

    private void list(PluginRegistry registry) {
        TextTable plugins = new TextTable(List.of("Plugin", "Description"));
        registry.plugins().stream()
                .sorted(Comparator.comparing(InstalledPlugin::id))
                .forEach(plugin -> plugins.add(plugin.id(), plugin.description()));
        plugins.print(console.out());
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            console.out().println();
            TextTable table = new TextTable(List.of(point.name(), "Description", "Plugin"));
            for (InstalledComponent<?> component : registry.components(point)) {
                table.add(component.name(), component.description(), component.plugin().id());
            }
            table.print(console.out());
        }
    }

    private void describe(String wanted, PluginRegistry registry) {
        boolean known = false;
        for (InstalledPlugin plugin : registry.plugins()) {
            if (plugin.id().equals(wanted)) {
                describe(plugin, registry);
                known = true;
            }
        }
        for (InstalledComponent<?> component : registry.named(wanted)) {
            separate(known);
            describe(component);
            known = true;
        }
        if (wanted.equals(PIPELINE)) {
            separate(known);
            console.out().println("The settings of a pipeline");
            sheet().print(SettingsDescription.of(PipelineSettings.class));
            known = true;
        }
        if (!known) {
            throw new BadArgumentException(
                    "moduli: no plugin or component is called \"%s\"%s; \"moduli plugins\" lists them".formatted(
                            wanted, Nearest.hint(wanted, names(registry))));
        }
    }

    private void describe(InstalledPlugin plugin, PluginRegistry registry) {
        console.out().println("plugin " + plugin.id());
        console.out().println("  " + plugin.description());
        console.out().println("  from " + plugin.origin().location());
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            for (InstalledComponent<?> component : registry.components(point)) {
                if (component.plugin().equals(plugin)) {
                    console.out().println("  " + point + " " + component.name());
                }
            }
        }
    }

    private void describe(InstalledComponent<?> component) {
        console.out().println(
                "%s %s, of plugin %s".formatted(component.extensionPoint(), component.name(), component.plugin().id()));
        try {
            sheet().print(SettingsDescription.of(component.settings()));
        } catch (UnsupportedSettingsException unsupported) {
            throw new BadArgumentException(
                    "moduli: " + component.plugin().named() + ": " + unsupported.getMessage());
        }
    }

    private void separate(boolean something) {
        if (something) {
            console.out().println();
        }
    }

    private SettingsSheet sheet() {
        return new SettingsSheet(console.out());
    }

    private static List<String> names(PluginRegistry registry) {
        List<String> names = new ArrayList<>(List.of(PIPELINE));
        registry.plugins().forEach(plugin -> names.add(plugin.id()));
        ExtensionPoint.all().forEach(point -> names.addAll(registry.names(point)));
        return names;
    }
}
