package io.moduli.cli;

import io.moduli.core.bundle.BundleState;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.core.run.Distribution;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Plugins and their components, for people. */
final class PluginsText {

    private final Console console;
    private final PrintStream out;
    private final Ansi ansi;

    /** Prints on standard output. */
    PluginsText(Console console) {
        this.console = console;
        this.out = console.out();
        this.ansi = console.colours().out();
    }

    /** All plugins, all components that pipelines can use, and all problems. */
    void list(List<PluginEntry> entries, List<PluginProblem> others, PluginRegistry registry) {
        Distribution.running().ifPresent(distribution -> {
            out.println("Distribution " + distribution.named());
            out.println();
        });
        TextTable plugins = new TextTable(List.of("Plugin", "Version", "State", "Description"));
        for (PluginEntry entry : entries) {
            plugins.add(entry.name(), entry.version().orElse("?"), entry.stateText(), entry.description());
        }
        plugins.print(console);
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            out.println();
            components(point, registry);
        }
        boolean wrong = !others.isEmpty() || entries.stream().anyMatch(entry -> !entry.problems().isEmpty());
        if (wrong) {
            out.println();
            out.println(Tone.ERROR.paint("Problems", ansi));
            entries.forEach(entry -> entry.problems().forEach(this::problem));
            others.forEach(this::problem);
        }
    }

    /** The components of a kind that pipelines can use. */
    void components(ExtensionPoint<?> point, PluginRegistry registry) {
        TextTable table = new TextTable(List.of(point.name(), "Description", "Plugin"));
        for (InstalledComponent<?> component : registry.components(point)) {
            table.add(component.name(), component.description(), component.plugin().id());
        }
        table.print(console);
    }

    /** One plugin with its components and its problems. */
    void describe(PluginEntry entry) {
        out.println("plugin " + entry.name());
        if (!entry.description().isEmpty()) {
            out.println("  " + entry.description());
        }
        String failed = entry.state() == BundleState.FAILED
                ? entry.reached().map(state -> " after it was " + PluginEntry.text(state)).orElse("")
                : "";
        out.println("  " + entry.version().map(version -> "version " + version + ", ").orElse("") + entry.stateText()
                + failed);
        out.println("  from " + entry.place());
        for (InstalledComponent<?> component : entry.components()) {
            out.println("  " + component.extensionPoint() + " " + component.name());
        }
        entry.problems().forEach(this::problem);
    }

    private void problem(PluginProblem problem) {
        out.println("  " + problem.render());
    }
}
