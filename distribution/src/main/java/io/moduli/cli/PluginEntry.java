package io.moduli.cli;

import io.moduli.core.bundle.Bundle;
import io.moduli.core.bundle.BundleMetadata;
import io.moduli.core.bundle.BundleState;
import io.moduli.core.bundle.Bundles;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.plugin.PluginRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A plugin as {@code moduli plugins} shows it: a bundle in any state, or a plugin on the host's class path.
 *
 * @param name the plugin's id; of a bundle that is not active its symbolic name, or its folder's
 * @param version the version of the bundle or the jar, if there is one
 * @param description in one line; may be empty
 * @param state its state
 * @param reached the last state before it failed, or else its state
 * @param place the bundle's folder, or what the class path has
 * @param bundle the bundle; empty for a plugin on the class path
 * @param components its components that pipelines can use
 * @param problems why it failed, or what is wrong with some of its components
 */
record PluginEntry(
        String name,
        Optional<String> version,
        String description,
        BundleState state,
        Optional<BundleState> reached,
        String place,
        Optional<Bundle> bundle,
        List<InstalledComponent<?>> components,
        List<PluginProblem> problems) {

    /** All plugins, by name. */
    static List<PluginEntry> of(Bundles bundles) {
        PluginRegistry registry = bundles.registry();
        List<PluginEntry> entries = new ArrayList<>();
        for (Bundle bundle : bundles.bundles()) {
            entries.add(of(bundle, registry));
        }
        for (InstalledPlugin plugin : registry.plugins()) {
            if (plugin.origin().bundle().isEmpty()) {
                entries.add(new PluginEntry(plugin.id(), plugin.origin().version(), plugin.description(),
                        BundleState.ACTIVE, Optional.of(BundleState.ACTIVE), plugin.origin().location(),
                        Optional.empty(), components(plugin, registry), registry.problems().stream()
                                .filter(problem -> problem.origin().equals(plugin.origin().location())
                                        && problem.plugin().equals(plugin.id()))
                                .toList()));
            }
        }
        entries.sort(Comparator.comparing(PluginEntry::name));
        return entries;
    }

    /** The problems that belong to none of the entries. */
    static List<PluginProblem> others(Bundles bundles, List<PluginEntry> entries) {
        List<PluginProblem> told = entries.stream().flatMap(entry -> entry.problems().stream()).toList();
        return bundles.registry().problems().stream().filter(problem -> !told.contains(problem)).toList();
    }

    /** Whether a name is that of this plugin, its bundle or its folder. */
    boolean isCalled(String wanted) {
        return name.equals(wanted) || bundle.filter(there -> there.name().equals(wanted)
                || Objects.toString(there.folder().getFileName()).equals(wanted)).isPresent();
    }

    private static PluginEntry of(Bundle bundle, PluginRegistry registry) {
        Optional<InstalledPlugin> plugin = bundle.plugin();
        String description = plugin.map(InstalledPlugin::description).filter(text -> !text.isEmpty())
                .or(() -> bundle.metadata().map(BundleMetadata::description)).orElse("");
        return new PluginEntry(plugin.map(InstalledPlugin::id).orElseGet(bundle::name),
                bundle.metadata().map(BundleMetadata::version), description, bundle.state(),
                bundle.reached(), bundle.folder().toString(), Optional.of(bundle),
                plugin.map(there -> components(there, registry)).orElse(List.of()), bundle.problems());
    }

    private static List<InstalledComponent<?>> components(InstalledPlugin plugin, PluginRegistry registry) {
        List<InstalledComponent<?>> components = new ArrayList<>();
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            for (InstalledComponent<?> component : registry.components(point)) {
                if (component.plugin().equals(plugin)) {
                    components.add(component);
                }
            }
        }
        return components;
    }

    /** Its state in lower case, as users read it. */
    String stateText() {
        return text(state);
    }

    /** A state in lower case, as users read it. */
    static String text(BundleState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
