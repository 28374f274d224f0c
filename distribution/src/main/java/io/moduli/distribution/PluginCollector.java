package io.moduli.distribution;

import io.moduli.core.config.problem.Nearest;
import io.moduli.distribution.CollectedPlugin.Jar;
import io.moduli.distribution.LoadedManifest.Complaint;
import io.moduli.distribution.archive.PackagedFile.Origin;
import io.moduli.repository.HostArtifacts;
import io.moduli.repository.MavenCoordinates;
import io.moduli.repository.RepositoryException;
import io.moduli.repository.ResolvedArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the jars of the plugins that a manifest names. */
final class PluginCollector {

    private final Host host;
    private final Repositories repositories;
    private final Optional<DistributionLock> lock;
    private final Consumer<String> progress;
    private final List<Complaint> complaints = new ArrayList<>();

    /**
     * @param lock the lock with the artifacts of coordinates; empty to look them up
     * @param progress is informed of slow operations
     */
    PluginCollector(Host host, Repositories repositories, Optional<DistributionLock> lock, Consumer<String> progress) {
        this.host = host;
        this.repositories = repositories;
        this.lock = lock;
        this.progress = progress;
    }

    /** The plugins that can be found. */
    List<CollectedPlugin> collect(List<PluginSource> sources) throws IOException {
        List<CollectedPlugin> plugins = new ArrayList<>();
        for (int index = 0; index < sources.size(); index++) {
            String key = "plugins." + index;
            switch (sources.get(index)) {
                case PluginSource.Bundled bundled -> plugins.addAll(bundled(key, bundled.id()));
                case PluginSource.File file -> plugins.addAll(file(key, file.path()));
                case PluginSource.Folder folder -> plugins.addAll(folder(key, folder.path()));
                case PluginSource.Coordinates coordinates -> plugins.addAll(artifact(key, coordinates.coordinates()));
            }
        }
        return plugins;
    }

    /** Why the others cannot. */
    List<Complaint> complaints() {
        return complaints;
    }

    private List<CollectedPlugin> bundled(String key, Optional<String> id) {
        List<CollectedPlugin> found = host.bundles().stream()
                .filter(bundle -> id.isEmpty() || bundle.id().equals(id.get()))
                .map(bundle -> new CollectedPlugin(key, bundle.id(),
                        bundle.jars().stream().map(jar -> new Jar(jar.fileName(),
                                jar.file(), Origin.HOST, jar.coordinates().map(MavenCoordinates::toString))).toList(),
                        Optional.empty()))
                .toList();
        if (found.isEmpty()) {
            List<String> ids = host.bundles().stream().map(Host.HostBundle::id).toList();
            complain(key + ".id", id.map(wanted -> "this Moduli has no plugin \"%s\"%s; it has %s".formatted(wanted,
                    Nearest.hint(wanted, ids), String.join(", ", ids))).orElse("this Moduli has no plugins"));
        }
        return found;
    }

    private List<CollectedPlugin> file(String key, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            complain(key + ".path", Absent.describe(file));
            return List.of();
        }
        if (!file.toString().endsWith(".jar")) {
            complain(key + ".path",
                    file + " is not a jar; a plugin with its libraries is a folder, { type = folder, path = … }");
            return List.of();
        }
        return List.of(new CollectedPlugin(key, file.getFileName().toString(), List.of(jar(file)), Optional.empty()));
    }

    private List<CollectedPlugin> folder(String key, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            complain(key + ".path", Absent.describe(folder));
            return List.of();
        }
        List<Jar> jars = new ArrayList<>();
        for (Path file : Host.list(folder)) {
            if (file.toString().endsWith(".jar")) {
                if (!Files.isRegularFile(file)) {
                    complain(key + ".path", Files.exists(file)
                            ? file + " is not a file"
                            : file + " is a link to something that is not there");
                    return List.of();
                }
                jars.add(jar(file));
            }
        }
        if (jars.isEmpty()) {
            complain(key + ".path", folder + " holds no jar");
            return List.of();
        }
        return List.of(new CollectedPlugin(key, folder.getFileName().toString(), jars, Optional.empty()));
    }

    private static Jar jar(Path file) {
        return new Jar(file.getFileName().toString(), file, Origin.MANIFEST,
                JarDescription.read(file).coordinates().map(MavenCoordinates::toString));
    }

    private List<CollectedPlugin> artifact(String key, String requested) {
        progress.accept("looking for " + requested);
        try {
            List<ResolvedArtifact> artifacts = resolve(key, requested);
            if (artifacts.isEmpty()) {
                return List.of();
            }
            Set<String> names = new HashSet<>();
            List<Jar> jars = new ArrayList<>();
            for (ResolvedArtifact artifact : artifacts) {
                String name = HostLibrary.fileName(artifact.coordinates());
                // Two groups may use the same name.
                jars.add(new Jar(names.add(name) ? name : artifact.coordinates().group() + "-" + name,
                        artifact.file(), Origin.REPOSITORY, Optional.of(artifact.coordinates().toString())));
            }
            return List.of(new CollectedPlugin(key, artifacts.getFirst().coordinates().toString(), jars,
                    Optional.of(requested)));
        } catch (RepositoryException e) {
            complain(key + ".coordinates", String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private List<ResolvedArtifact> resolve(String key, String requested) throws RepositoryException {
        if (lock.isEmpty()) {
            return repositories.get().resolveWithDependencies(MavenCoordinates.parse(requested),
                    HostArtifacts::provides);
        }
        Optional<DistributionLock.LockedPlugin> locked = lock.get().plugin(requested);
        if (locked.isEmpty()) {
            complain(key + ".coordinates", "the lock knows nothing of " + requested
                    + "; build without --locked to have it looked up");
            return List.of();
        }
        List<ResolvedArtifact> artifacts = new ArrayList<>();
        for (String exact : locked.get().artifacts()) {
            artifacts.add(repositories.get().resolve(MavenCoordinates.parse(exact)));
        }
        return artifacts;
    }

    private void complain(String key, String message) {
        complaints.add(new Complaint(key, message));
    }
}
