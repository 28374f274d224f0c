package io.moduli.core.plugin;

import io.moduli.api.Plugin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plugins that are installed and the components that they offer, looked up by extension point and name.
 *
 * <p>What is wrong with a plugin never stops another: everything sound is registered, everything else is kept as a {@link
 * PluginProblem}. Where two plugins claim the same id, the first one stays and the problem names both. Where two components
 * of one kind claim the same name, neither gets it, so that no run depends on which was found first. A host that wants no doubt refuses to start while {@link #problems()} is not empty.
 */
public final class PluginRegistry {

    private final List<InstalledPlugin> plugins;
    private final Map<ExtensionPoint<?>, SortedMap<String, InstalledComponent<?>>> components = new LinkedHashMap<>();
    private final Map<ExtensionPoint<?>, SortedMap<String, List<InstalledComponent<?>>>> claims;
    private final List<PluginProblem> problems;

    private PluginRegistry(PluginRegistration registration) {
        plugins = registration.plugins();
        claims = registration.claims();
        problems = List.copyOf(registration.problems());
        claims.forEach((point, named) -> {
            SortedMap<String, InstalledComponent<?>> sole = new TreeMap<>();
            named.forEach((name, claimants) -> {
                if (claimants.size() == 1) {
                    sole.put(name, claimants.getFirst());
                }
            });
            components.put(point, Collections.unmodifiableSortedMap(sole));
        });
    }

    /** The plugins that jars seen by a class loader name in {@code META-INF/services/io.moduli.api.Plugin}. */
    public static PluginRegistry discover(ClassLoader classLoader) {
        PluginDiscovery discovery = PluginDiscovery.search(classLoader);
        return of(discovery.plugins(), discovery.problems());
    }

    /** Plugins that the caller made. */
    public static PluginRegistry of(List<? extends Plugin> plugins) {
        List<DiscoveredPlugin> discovered = new ArrayList<>();
        for (Plugin plugin : plugins) {
            discovered.add(DiscoveredPlugin.of(plugin));
        }
        return of(discovered, List.of());
    }

    /**
     * Plugins found in whatever way.
     *
     * @param discovered the instances
     * @param problems what went wrong while they were looked for; becomes part of {@link #problems()}
     */
    public static PluginRegistry of(List<DiscoveredPlugin> discovered, List<PluginProblem> problems) {
        PluginRegistration registration = new PluginRegistration(problems);
        discovered.forEach(registration::register);
        return new PluginRegistry(registration);
    }

    /** The installed plugins, in the order in which they were found. */
    public List<InstalledPlugin> plugins() {
        return plugins;
    }

    /** What is wrong with any of the plugins. */
    public List<PluginProblem> problems() {
        return problems;
    }

    /** The names of the components of a kind, sorted. */
    public List<String> names(ExtensionPoint<?> extensionPoint) {
        return List.copyOf(byName(extensionPoint).keySet());
    }

    /** The components of a kind, sorted by name. */
    public <T> List<InstalledComponent<T>> components(ExtensionPoint<T> extensionPoint) {
        List<InstalledComponent<T>> found = new ArrayList<>();
        for (InstalledComponent<?> component : byName(extensionPoint).values()) {
            found.add(typed(extensionPoint, component));
        }
        return List.copyOf(found);
    }

    /** The component of a kind that has this name. */
    public <T> Optional<InstalledComponent<T>> find(ExtensionPoint<T> extensionPoint, String name) {
        return Optional.ofNullable(byName(extensionPoint).get(name))
                .map(component -> typed(extensionPoint, component));
    }

    /** Everything that claims a name of a kind; a component is {@linkplain #find found} only where there is one. */
    public List<InstalledComponent<?>> claimants(ExtensionPoint<?> extensionPoint, String name) {
        SortedMap<String, List<InstalledComponent<?>>> named = claims.get(extensionPoint);
        return named == null ? List.of() : List.copyOf(named.getOrDefault(name, List.of()));
    }

    /** The components of whatever kind that have this name, in the order of {@link ExtensionPoint#all()}. */
    public List<InstalledComponent<?>> named(String name) {
        List<InstalledComponent<?>> found = new ArrayList<>();
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            find(point, name).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private SortedMap<String, InstalledComponent<?>> byName(ExtensionPoint<?> extensionPoint) {
        SortedMap<String, InstalledComponent<?>> named = components.get(extensionPoint);
        return named == null ? Collections.emptySortedMap() : named;
    }

    /** Safe because registration files every component under its own extension point. */
    @SuppressWarnings("unchecked")
    private static <T> InstalledComponent<T> typed(ExtensionPoint<T> extensionPoint, InstalledComponent<?> component) {
        if (!component.extensionPoint().equals(extensionPoint)) {
            throw new IllegalStateException(component.name() + " is no " + extensionPoint);
        }
        return (InstalledComponent<T>) component;
    }
}
