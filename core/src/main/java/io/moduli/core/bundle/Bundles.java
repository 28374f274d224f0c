package io.moduli.core.bundle;

import io.moduli.core.plugin.DiscoveredPlugin;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Bundles that have been checked, and the registry of the plugins that they and perhaps a class path contain.
 *
 * <p>Closing it closes the bundles' jars; after that, no more classes can be loaded from them.
 */
public final class Bundles implements AutoCloseable {

    private final HostClassLoader host = new HostClassLoader(Bundles.class.getClassLoader());
    private final List<BundleClassLoader> classLoaders = new ArrayList<>();
    private final List<DiscoveredPlugin> discovered = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();
    private final List<Bundle> bundles;
    private final List<Bundle> displaced;
    private final PluginRegistry registry;

    private Bundles(Optional<PluginDiscovery> classPath, List<BundleCandidate> installed, List<BundleCandidate> named,
            List<PluginProblem> problems) {
        classPath.ifPresent(search -> discovered.addAll(search.plugins()));
        classPath.ifPresent(search -> this.problems.addAll(search.problems()));
        this.problems.addAll(problems);
        installed.forEach(BundleCandidate::install);
        named.forEach(BundleCandidate::install);
        Set<String> names = named.stream().flatMap(candidate -> candidate.symbolicName().stream())
                .collect(Collectors.toSet());
        List<BundleCandidate> candidates = new ArrayList<>(installed);
        candidates.removeIf(candidate -> candidate.symbolicName().filter(names::contains).isPresent());
        displaced = installed.stream().filter(candidate -> !candidates.contains(candidate))
                .map(BundleCandidate::bundle).toList();
        candidates.addAll(named);
        refuseTwins(candidates);
        BundleResolver resolver = new BundleResolver(HostPackages.ofHost());
        for (BundleCandidate candidate : candidates) {
            candidate.resolve(resolver);
            candidate.resolved().ifPresent(bundle -> start(bundle, candidate));
            this.problems.addAll(candidate.problems());
        }
        registry = PluginRegistry.of(discovered, this.problems);
        bundles = candidates.stream().map(candidate -> candidate.bundle(registry)).toList();
    }

    /**
     * Loads the bundles of some folders, along with the plugins on a class path.
     *
     * @param classPath whose service files name plugins, too: at least core's own
     * @param plugins folders that hold a folder for each bundle; a relative path refers to the process's folder
     */
    public static Bundles load(ClassLoader classPath, Path... plugins) {
        return load(classPath, List.of(plugins), List.of());
    }

    /**
     * Loads the bundles of installed and of named folders, along with the plugins on a class path.
     *
     * @param classPath whose service files name plugins, too: at least core's own
     * @param installed folders that hold a folder for each bundle; a relative path refers to the process's folder
     * @param named more such folders, whose bundles replace installed ones of the same symbolic name
     */
    public static Bundles load(ClassLoader classPath, List<Path> installed, List<Path> named) {
        List<PluginProblem> problems = new ArrayList<>();
        List<BundleCandidate> lower = candidates(installed, problems);
        List<BundleCandidate> upper = candidates(named, problems);
        return new Bundles(Optional.of(PluginDiscovery.search(classPath)), lower, upper, problems);
    }

    private static List<BundleCandidate> candidates(List<Path> folders, List<PluginProblem> problems) {
        List<BundleCandidate> candidates = new ArrayList<>();
        for (Path folder : folders) {
            try {
                BundleFolder.candidates(absolute(folder)).forEach(path -> candidates.add(new BundleCandidate(path)));
            } catch (BundleException e) {
                problems.add(new PluginProblem("", e.file().toString(), String.valueOf(e.getMessage()),
                        Optional.ofNullable(e.getCause())));
            }
        }
        return candidates;
    }

    /** The plugins on a class path alone. */
    public static Bundles none(ClassLoader classPath) {
        return new Bundles(Optional.of(PluginDiscovery.search(classPath)), List.of(), List.of(), List.of());
    }

    /**
     * Loads one bundle by itself, wherever its folder is: other bundles and plugins on a class path are ignored.
     *
     * @param folder holds the bundle's jars
     */
    public static Bundles only(Path folder) {
        return new Bundles(Optional.empty(), List.of(new BundleCandidate(absolute(folder))), List.of(), List.of());
    }

    /**
     * Checks one bundle by itself without loading any of its classes.
     *
     * @param folder holds the bundle's jars
     * @return the bundle, {@linkplain BundleState#RESOLVED resolved} or {@linkplain BundleState#FAILED failed}
     */
    public static Bundle inspect(Path folder) {
        BundleCandidate candidate = new BundleCandidate(absolute(folder));
        candidate.install();
        candidate.resolve(new BundleResolver(HostPackages.ofHost()));
        return candidate.bundle();
    }

    /** The bundles, by the names of their folders. */
    public List<Bundle> bundles() {
        return bundles;
    }

    /** The installed bundles that were replaced by others of the same name, and are not used. */
    public List<Bundle> displaced() {
        return displaced;
    }

    /** The plugins that work, and what is wrong with the others. */
    public PluginRegistry registry() {
        return registry;
    }

    /**
     * The bundle that is responsible for a failure: one of its classes cannot be linked, or its code was the last to
     * run before the host's own.
     */
    public Optional<BundleFailedException> failure(Throwable thrown) {
        return new FailureSource(classLoaders).find(thrown);
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

    private static Path absolute(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    /** There is no way to know which of several bundles of one name is wanted, and a run must not depend on a guess. */
    private static void refuseTwins(List<BundleCandidate> candidates) {
        Map<String, List<BundleCandidate>> byName = candidates.stream()
                .filter(candidate -> candidate.symbolicName().isPresent())
                .collect(Collectors.groupingBy(candidate -> candidate.symbolicName().orElseThrow(),
                        LinkedHashMap::new, Collectors.toList()));
        byName.values().stream().filter(twins -> twins.size() > 1).forEach(twins -> {
            for (BundleCandidate candidate : twins) {
                String others = twins.stream().filter(other -> other != candidate)
                        .map(other -> other.installed().orElseThrow())
                        .map(other -> other.metadata().named() + " (" + other.pluginJar().path() + ")")
                        .collect(Collectors.joining(", "));
                InstalledBundle bundle = candidate.installed().orElseThrow();
                candidate.refuse(new BundleException(bundle.pluginJar().path(),
                        "%s is there a second time as %s; keep one and remove the other".formatted(
                                bundle.metadata().named(), others)));
            }
        });
    }

    private void start(InstalledBundle bundle, BundleCandidate candidate) {
        BundleClassLoader classLoader = new BundleClassLoader(bundle, host);
        classLoaders.add(classLoader);
        PluginDiscovery made = PluginDiscovery.make(classLoader, bundle.provider(), bundle.origin());
        discovered.addAll(made.plugins());
        made.problems().forEach(problem -> candidate.refuse(problem.origin(), problem.message(), problem.cause()));
    }
}
