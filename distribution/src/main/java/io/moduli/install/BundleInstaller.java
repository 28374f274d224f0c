package io.moduli.install;

import io.moduli.core.bundle.Bundle;
import io.moduli.core.bundle.BundleMetadata;
import io.moduli.core.bundle.Bundles;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.repository.MavenUser;
import io.moduli.repository.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Installs bundles into a folder of plugins, and removes them from it. */
public final class BundleInstaller {

    private final Path plugins;
    private final ClassLoader classPath;
    private final Consumer<String> progress;
    private final Function<Path, StagedFiles> staging;

    /**
     * @param plugins the folder with a folder for each bundle; it is created if it does not exist
     * @param classPath loads plugins that are not bundles, at least core's own
     * @param progress receives lines about slow operations
     */
    public BundleInstaller(Path plugins, ClassLoader classPath, Consumer<String> progress) {
        this(plugins, classPath, progress, StagedFiles::new);
    }

    /** @param staging writes the files of a bundle into a folder */
    BundleInstaller(Path plugins, ClassLoader classPath, Consumer<String> progress,
            Function<Path, StagedFiles> staging) {
        this.plugins = plugins.toAbsolutePath().normalize();
        this.classPath = classPath;
        this.progress = progress;
        this.staging = staging;
    }

    /**
     * A bundle that was installed.
     *
     * @param bundle its metadata
     * @param folder where it is now
     * @param replaced what was in its place before
     */
    public record Installation(BundleMetadata bundle, Path folder, Optional<BundleMetadata> replaced) {
    }

    /** Checks a bundle that is about to be installed and has been found valid. */
    @FunctionalInterface
    public interface Verification {

        /** Accepts every valid bundle. */
        Verification NONE = _ -> List.of();

        /**
         * Checks the bundle.
         *
         * @param bundle its folder, the only one in its parent, like in a folder of plugins
         * @return a line for each reason not to install it
         */
        List<String> faults(Path bundle) throws IOException;
    }

    /**
     * Installs a bundle after checking that it works, as the host would.
     *
     * @param user whose Maven settings determine the repositories
     * @param replace whether it may replace another version of itself
     * @param verification the final check
     * @throws InstallException if it is not a valid bundle, or conflicts with an installed one
     * @throws RepositoryException if its artifacts cannot be had
     * @throws IOException if its files cannot be written
     */
    public Installation install(BundleSource source, MavenUser user, boolean replace, Verification verification)
            throws IOException, InstallException, RepositoryException {
        BundleFiles files = BundleFiles.of(source, user, warning -> progress.accept("warning: " + warning));
        try (PluginsFolder folder = PluginsFolder.lock(plugins, progress)) {
            Path hidden = folder.staging();
            try {
                return install(files, folder, Files.createDirectory(hidden.resolve("bundle")), replace,
                        verification);
            } finally {
                folder.discard(hidden);
            }
        }
    }

    private Installation install(BundleFiles files, PluginsFolder folder, Path staging, boolean replace,
            Verification verification)
            throws IOException, InstallException {
        Path staged = stage(files, staging);
        Optional<Bundle> same;
        BundleMetadata bundle;
        // Closed before anything is renamed: Windows renames no folder of which a file is open.
        try (Bundles alone = Bundles.only(staged)) {
            bundle = sound(alone.bundles().getFirst(), files.named());
            same = InstalledBundles.of(plugins).stream()
                    .filter(other -> other.name().equals(bundle.symbolicName())).findFirst();
            refuseThere(bundle, same, replace);
            refuseTaken(bundle, alone.registry(), same);
        }
        List<String> faults = verification.faults(staged);
        if (!faults.isEmpty()) {
            throw new InstallException(
                    faults.stream().map(line -> files.named() + ": " + within(staged, line)).toList());
        }
        InstallRecord.of(staged, bundle.symbolicName(), bundle.version(), files.named()).write(staged);
        if (same.isPresent()) {
            folder.replace(same.get().folder(), staged);
            return new Installation(bundle, same.get().folder(), same.get().metadata());
        }
        folder.add(staged, bundle.symbolicName());
        return new Installation(bundle, plugins.resolve(bundle.symbolicName()), Optional.empty());
    }

    /** Writes the files, without the outer folder of an archive. */
    private Path stage(BundleFiles files, Path staging) throws IOException, InstallException {
        try {
            files.copy().to(this.staging.apply(staging));
        } catch (InstallException e) {
            throw new InstallException(e.lines().stream().map(line -> files.named() + ": " + line).toList());
        }
        List<Path> top;
        try (Stream<Path> paths = Files.list(staging)) {
            top = paths.toList();
        }
        return top.size() == 1 && Files.isDirectory(top.getFirst()) ? top.getFirst() : staging;
    }

    private static BundleMetadata sound(Bundle bundle, String named) throws InstallException {
        if (bundle.problems().isEmpty() && bundle.metadata().isPresent()) {
            return bundle.metadata().get();
        }
        List<String> lines = new ArrayList<>();
        for (PluginProblem problem : bundle.problems()) {
            String file = within(bundle.folder(), problem.origin());
            lines.add(named + ": " + (file.isEmpty() ? "" : file + ": ") + within(bundle.folder(), problem.message()));
        }
        throw new InstallException(lines);
    }

    /** Users do not know about the hidden folder. */
    private static String within(Path folder, String text) {
        return text.replace(folder + folder.getFileSystem().getSeparator(), "").replace(folder.toString(), "");
    }

    private void refuseThere(BundleMetadata bundle, Optional<Bundle> same, boolean replace) throws InstallException {
        if (same.isPresent() && !replace) {
            throw new InstallException("%s is installed already, in %s; --replace puts %s in its place".formatted(
                    same.get().metadata().map(BundleMetadata::named).orElse(same.get().name()), same.get().folder(),
                    bundle.named()));
        }
        Path place = plugins.resolve(bundle.symbolicName());
        if (EntryPath.isDevice(bundle.symbolicName())) {
            throw new InstallException("no folder can be called %s, which Windows takes for a device".formatted(
                    bundle.symbolicName()));
        }
        if (same.isEmpty() && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new InstallException("%s is there already, and is not a bundle with the name %s".formatted(place,
                    bundle.symbolicName()));
        }
    }

    /** Two plugins of one id, or two components of one kind and name, would stop each other from working. */
    private void refuseTaken(BundleMetadata bundle, PluginRegistry own, Optional<Bundle> replaced)
            throws InstallException {
        List<String> lines = new ArrayList<>();
        try (Bundles others = Bundles.load(classPath, plugins)) {
            for (InstalledPlugin plugin : own.plugins()) {
                others.registry().plugins().stream().filter(other -> !isOf(other, replaced))
                        .filter(other -> other.id().equals(plugin.id()))
                        .forEach(other -> lines.add("%s: its plugin %s has the id of another, %s".formatted(
                                bundle.named(), plugin.id(), other.origin().location())));
            }
            for (ExtensionPoint<?> point : ExtensionPoint.all()) {
                for (InstalledComponent<?> component : own.components(point)) {
                    others.registry().find(point, component.name()).map(InstalledComponent::plugin)
                            .filter(other -> !isOf(other, replaced))
                            .ifPresent(other -> lines.add("%s: its %s %s has the name of one of %s".formatted(
                                    bundle.named(), point, component.name(), other.named())));
                }
            }
        }
        if (!lines.isEmpty()) {
            throw new InstallException(lines);
        }
    }

    private static boolean isOf(InstalledPlugin plugin, Optional<Bundle> bundle) {
        return bundle.isPresent() && plugin.origin().bundle().equals(Optional.of(bundle.get().name()));
    }

    /**
     * Removes a bundle in any state, without running its code.
     *
     * @param name its symbolic name, or that of its folder
     * @return the removed folder
     * @throws InstallException if there is no such bundle
     */
    public Path remove(String name) throws IOException, InstallException {
        if (!Files.isDirectory(plugins)) {
            throw new InstallException("there is no folder of plugins " + plugins);
        }
        try (PluginsFolder folder = PluginsFolder.lock(plugins, progress)) {
            List<Bundle> installed = InstalledBundles.of(plugins);
            List<Path> meant = installed.stream().filter(bundle -> bundle.name().equals(name)).map(Bundle::folder)
                    .toList();
            if (meant.size() != 1) {
                meant = installed.stream().map(Bundle::folder)
                        .filter(bundle -> bundle.getFileName().toString().equals(name)).toList();
            }
            if (meant.isEmpty()) {
                List<String> names = installed.stream().map(Bundle::name).distinct().toList();
                throw new InstallException("no bundle in %s is called \"%s\"%s; %s".formatted(plugins, name,
                        Nearest.hint(name, names), names.isEmpty()
                                ? "there are none"
                                : "there are " + String.join(", ", names)));
            }
            folder.remove(meant.getFirst());
            return meant.getFirst();
        }
    }
}
