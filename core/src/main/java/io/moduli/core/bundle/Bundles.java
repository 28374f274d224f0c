package io.moduli.core.bundle;

import io.moduli.core.plugin.DiscoveredPlugin;
import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginDiscovery;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bundles of a folder, all of them looked at, and the registry of the plugins that they and the class path bring.
 *
 * <p>Closing it closes the bundles' jars; after that no class of theirs can be loaded any more.
 */
public final class Bundles implements AutoCloseable {

    private final HostClassLoader host;
    private final BundleResolver resolver = new BundleResolver(HostPackages.ofHost());
    private final Map<String, ResolvedBundle> resolved = new LinkedHashMap<>();
    private final List<BundleClassLoader> classLoaders = new ArrayList<>();
    private final List<DiscoveredPlugin> discovered = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();
    private final List<Bundle> bundles = new ArrayList<>();
    private final PluginRegistry registry;

    private Bundles(ClassLoader host, Optional<Path> plugins) {
        this.host = new HostClassLoader(Bundles.class.getClassLoader());
        PluginDiscovery classPath = PluginDiscovery.search(host);
        discovered.addAll(classPath.plugins());
        problems.addAll(classPath.problems());
        List<Opened> opened = new ArrayList<>();
        for (Path folder : plugins.map(this::candidates).orElse(List.of())) {
            opened.add(open(folder));
        }
        registry = PluginRegistry.of(discovered, problems);
        opened.forEach(bundle -> bundles.add(bundle.started(registry)));
    }

    /**
     * Loads the bundles of a folder, next to the plugins on a class path.
     *
     * @param classPath whose service files name plugins, too: at least core's own
     * @param plugins holds a folder for each bundle; a relative path refers to the process's folder
     */
    public static Bundles load(ClassLoader classPath, Path plugins) {
        return new Bundles(classPath, Optional.of(plugins.toAbsolutePath().normalize()));
    }

    /** The plugins on a class path alone. */
    public static Bundles none(ClassLoader classPath) {
        return new Bundles(classPath, Optional.empty());
    }

    /** The bundles, by the names of their folders. */
    public List<Bundle> bundles() {
        return List.copyOf(bundles);
    }

    /** What works, and everything that is wrong with what does not. */
    public PluginRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        for (BundleClassLoader classLoader : classLoaders) {
            try {
                classLoader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Path> candidates(Path plugins) {
        try {
            return BundleFolder.candidates(plugins);
        } catch (BundleException e) {
            problems.add(problem("", e));
            return List.of();
        }
    }

    private Opened open(Path folder) {
        List<PluginProblem> found = new ArrayList<>();
        Optional<ResolvedBundle> bundle = Optional.empty();
        try {
            ResolvedBundle sound = resolver.resolve(folder);
            bundle = Optional.of(sound);
            refuseTwice(sound);
            find(sound, found);
        } catch (BundleException e) {
            found.add(problem(bundle.map(sound -> sound.metadata().symbolicName())
                    .orElseGet(() -> folder.getFileName().toString()), e));
        }
        problems.addAll(found);
        return new Opened(folder, bundle, found);
    }

    private void refuseTwice(ResolvedBundle bundle) throws BundleException {
        ResolvedBundle earlier = resolved.putIfAbsent(bundle.metadata().symbolicName(), bundle);
        if (earlier != null) {
            throw new BundleException(bundle.pluginJar(),
                    "%s is there already as %s (%s); remove one of the two".formatted(
                            bundle.metadata().named(), earlier.metadata().named(), earlier.pluginJar()));
        }
    }

    private void find(ResolvedBundle bundle, List<PluginProblem> found) {
        BundleClassLoader classLoader = bundle.classLoader(host);
        classLoaders.add(classLoader);
        PluginDiscovery discovery = PluginDiscovery.search(classLoader);
        for (DiscoveredPlugin plugin : discovery.plugins()) {
            discovered.add(new DiscoveredPlugin(plugin.plugin(), bundle.origin()));
        }
        for (PluginProblem problem : discovery.problems()) {
            found.add(new PluginProblem(bundle.metadata().symbolicName(), bundle.pluginJar().toString(),
                    problem.message(), problem.cause()));
        }
    }

    private static PluginProblem problem(String name, BundleException e) {
        return new PluginProblem(name, e.file().toString(), String.valueOf(e.getMessage()),
                Optional.ofNullable(e.getCause()));
    }

    /** A bundle whose plugin was looked for but is not yet registered. */
    private record Opened(Path folder, Optional<ResolvedBundle> resolved, List<PluginProblem> problems) {

        Bundle started(PluginRegistry registry) {
            List<PluginProblem> all = new ArrayList<>(problems);
            Optional<InstalledPlugin> plugin = Optional.empty();
            if (resolved.isPresent()) {
                String jar = resolved.get().pluginJar().toString();
                registry.problems().stream().filter(problem -> problem.origin().equals(jar))
                        .filter(problem -> !all.contains(problem)).forEach(all::add);
                plugin = registry.plugins().stream()
                        .filter(installed -> installed.origin().location().equals(jar)).findFirst();
            }
            BundleState state = plugin.isPresent() ? BundleState.ACTIVE : BundleState.FAILED;
            return new Bundle(folder, resolved.map(ResolvedBundle::metadata), state, plugin, all);
        }
    }
}
