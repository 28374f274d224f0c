package io.moduli.core.plugin;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import io.moduli.api.Plugin;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugins that are installed and the components that they offer, looked up by extension point and name. The components
 * themselves are bound in an injector, a map for each extension point; this is a view of it, and the injectors of runs are its
 * children.
 *
 * <p>A problem of one plugin never affects another: everything valid is registered, everything else is kept as a
 * {@link PluginProblem}. If two plugins claim the same id, the first one stays and the problem names both. If two
 * components of one kind claim the same name, neither gets it, so that no run depends on which was found first. A
 * strict host refuses to start while {@link #problems()} is not empty.
 */
@Singleton
public final class PluginRegistry {

    private final Injector injector;
    private final RegistrationReport report;

    @Inject
    PluginRegistry(Injector injector, RegistrationReport report) {
        this.injector = injector;
        this.report = report;
    }

    /** The plugins that jars seen by a class loader name in {@code META-INF/services/io.moduli.api.Plugin}. */
    public static PluginRegistry discover(ClassLoader classLoader) {
        PluginDiscovery discovery = PluginDiscovery.search(classLoader);
        return of(discovery.plugins(), discovery.problems());
    }

    /** Plugins created by the caller. */
    public static PluginRegistry of(List<? extends Plugin> plugins) {
        List<DiscoveredPlugin> discovered = new ArrayList<>();
        for (Plugin plugin : plugins) {
            discovered.add(DiscoveredPlugin.of(plugin));
        }
        return of(discovered, List.of());
    }

    /**
     * Plugins found in any way.
     *
     * @param discovered the instances
     * @param problems the problems met during the search; becomes part of {@link #problems()}
     */
    public static PluginRegistry of(List<DiscoveredPlugin> discovered, List<PluginProblem> problems) {
        PluginRegistration registration = new PluginRegistration(problems);
        discovered.forEach(registration::register);
        return Guice.createInjector(new PluginModule(registration)).getInstance(PluginRegistry.class);
    }

    /** The installed plugins, in the order in which they were found. */
    public List<InstalledPlugin> plugins() {
        return report.plugins();
    }

    /** The problems of all plugins. */
    public List<PluginProblem> problems() {
        return report.problems();
    }

    /** The names of the components of a kind, sorted. */
    public List<String> names(ExtensionPoint<?> extensionPoint) {
        return List.copyOf(byName(extensionPoint).keySet());
    }

    /** The components of a kind, sorted by name. */
    public <T> List<InstalledComponent<T>> components(ExtensionPoint<T> extensionPoint) {
        return List.copyOf(byName(extensionPoint).values());
    }

    /** The component of a kind that has this name. */
    public <T> Optional<InstalledComponent<T>> find(ExtensionPoint<T> extensionPoint, String name) {
        return Optional.ofNullable(byName(extensionPoint).get(name));
    }

    /** Everything that claims a name of a kind; a component is {@linkplain #find found} only where there is one. */
    public List<InstalledComponent<?>> claimants(ExtensionPoint<?> extensionPoint, String name) {
        Optional<? extends InstalledComponent<?>> undisputed = find(extensionPoint, name);
        return undisputed.isPresent()
                ? List.of(undisputed.get())
                : report.contested().stream()
                        .filter(claimant -> claimant.extensionPoint().equals(extensionPoint)
                                && claimant.name().equals(name))
                        .toList();
    }

    /** The components of any kind that have this name, in the order of {@link ExtensionPoint#all()}. */
    public List<InstalledComponent<?>> named(String name) {
        List<InstalledComponent<?>> found = new ArrayList<>();
        for (ExtensionPoint<?> point : ExtensionPoint.all()) {
            find(point, name).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /**
     * An injector, such as that of a run, in which the components are bound as they are here and modules add to them.
     *
     * @param modules modules that explicitly bind everything they want injected
     */
    public Injector injector(Module... modules) {
        return injector.createChildInjector(modules);
    }

    /** Sorted by name. */
    private <T> Map<String, InstalledComponent<T>> byName(ExtensionPoint<T> extensionPoint) {
        return injector.getInstance(PluginModule.components(extensionPoint));
    }
}
