package io.moduli.distribution;

import io.moduli.distribution.archive.PackagedFile;
import io.moduli.repository.ArtifactDescription;
import io.moduli.repository.MavenCoordinates;
import io.moduli.repository.RepositoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds the descriptions of a distribution's artifacts: in the lock, in poms, or in the jars themselves. */
final class ArtifactDescriptions {

    private final Map<Path, HostLibrary> host = new HashMap<>();
    private final Repositories repositories;
    private final Optional<DistributionLock> lock;
    private final Consumer<String> progress;

    /**
     * @param lock the lock with earlier results; empty to look them up
     * @param progress is informed of what cannot be found
     */
    ArtifactDescriptions(Host host, Repositories repositories, Optional<DistributionLock> lock,
            Consumer<String> progress) {
        host.libraries().forEach(library -> this.host.put(library.file(), library));
        host.bundles().forEach(bundle -> bundle.jars().forEach(jar -> this.host.put(jar.file(), jar)));
        this.repositories = repositories;
        this.lock = lock;
        this.progress = progress;
    }

    /** The descriptions of jars, by their paths; none for jars that do not identify their artifact. */
    Map<String, ArtifactDescription> of(List<PackagedFile> files) {
        Map<String, ArtifactDescription> descriptions = new TreeMap<>();
        for (PackagedFile file : files) {
            if (file.path().endsWith(".jar")) {
                describe(file).ifPresent(description -> descriptions.put(file.path(), description));
            }
        }
        return descriptions;
    }

    private Optional<ArtifactDescription> describe(PackagedFile jar) {
        if (lock.isPresent()) {
            return lock.get().description(jar.path());
        }
        Optional<HostLibrary> own = Optional.ofNullable(host.get(jar.file()));
        if (own.flatMap(HostLibrary::description).isPresent()) {
            return own.flatMap(HostLibrary::description);
        }
        ArtifactDescription itself = JarDescription.read(jar.file()).artifact();
        Optional<MavenCoordinates> coordinates = jar.coordinates().map(MavenCoordinates::parse);
        if (coordinates.isEmpty()) {
            return itself.equals(ArtifactDescription.NOTHING) ? Optional.empty() : Optional.of(itself);
        }
        boolean published = own.isPresent() || jar.origin() == PackagedFile.Origin.REPOSITORY;
        try {
            if (published) {
                return Optional.of(repositories.get().describe(coordinates.get()).orUnder(itself.licences()));
            }
            return Optional.of(itself.licences().isEmpty()
                    ? itself.orUnder(repositories.get().describeLocally(coordinates.get()).licences())
                    : itself);
        } catch (RepositoryException e) {
            progress.accept("warning: " + e.getMessage());
            return Optional.of(itself);
        }
    }
}
