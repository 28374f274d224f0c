package io.moduli.core.bundle;

import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.plugin.PluginRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder on its way through the gates that it must pass to become a bundle. A problem at one gate keeps it from the
 * next.
 */
final class BundleCandidate {

    private final Path folder;
    private final List<PluginProblem> problems = new ArrayList<>();
    private Optional<InstalledBundle> installed = Optional.empty();
    private boolean resolved;

    BundleCandidate(Path folder) {
        this.folder = folder;
    }

    /** The content of its jars, if they can be read. */
    Optional<InstalledBundle> installed() {
        return installed;
    }

    /** The name in its manifest, if its jars can be read. */
    Optional<String> symbolicName() {
        return installed.map(bundle -> bundle.metadata().symbolicName());
    }

    /** The bundle, if it passed all gates that need no class loaded. */
    Optional<InstalledBundle> resolved() {
        return installed.filter(_ -> resolved);
    }

    List<PluginProblem> problems() {
        return List.copyOf(problems);
    }

    /** The first gate: reads the jars. */
    void install() {
        try {
            installed = Optional.of(InstalledBundle.read(folder));
        } catch (BundleException e) {
            refuse(e);
        }
    }

    /** The second gate: is everything that it needs available? */
    void resolve(BundleResolver resolver) {
        installed.ifPresent(bundle -> resolver.problems(bundle).forEach(this::refuse));
        resolved = problems.isEmpty();
    }

    /** Keeps it from the next gate. */
    void refuse(BundleException reason) {
        refuse(reason.file().toString(), String.valueOf(reason.getMessage()), Optional.ofNullable(reason.getCause()));
    }

    /** Keeps it from the next gate. */
    void refuse(String file, String reason, Optional<Throwable> cause) {
        problems.add(new PluginProblem(name(), file, reason, cause));
    }

    /** Its state before any of its code is run. */
    Bundle bundle() {
        return bundle(Optional.empty(), problems);
    }

    /** Its state after plugins were registered. */
    Bundle bundle(PluginRegistry registry) {
        if (resolved().isEmpty()) {
            return bundle();
        }
        String jar = resolved().get().pluginJar().path().toString();
        Optional<InstalledPlugin> plugin = registry.plugins().stream()
                .filter(registered -> registered.origin().location().equals(jar)).findFirst();
        return bundle(plugin, registry.problems().stream().filter(problem -> problem.origin().equals(jar)).toList());
    }

    private Bundle bundle(Optional<InstalledPlugin> plugin, List<PluginProblem> found) {
        Optional<BundleState> reached = plugin.isPresent()
                ? Optional.of(BundleState.ACTIVE)
                : installed.map(_ -> resolved ? BundleState.RESOLVED : BundleState.INSTALLED);
        BundleState state = plugin.isEmpty() && !found.isEmpty() ? BundleState.FAILED : reached.orElseThrow();
        return new Bundle(folder, installed.map(InstalledBundle::paths).orElse(List.of()),
                installed.map(InstalledBundle::metadata), state, reached, plugin, found);
    }

    private String name() {
        return installed.map(bundle -> bundle.metadata().symbolicName())
                .orElseGet(() -> folder.getFileName().toString());
    }
}
