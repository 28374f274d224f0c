package io.moduli.distribution;

import io.moduli.distribution.LoadedManifest.Complaint;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import io.moduli.repository.MavenCoordinates;
import io.moduli.repository.RepositoryException;
import io.moduli.repository.ResolvedArtifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the jars of {@code lib/}. */
final class LibraryCollector {

    private final Host host;
    private final Repositories repositories;
    private final List<Complaint> complaints = new ArrayList<>();

    LibraryCollector(Host host, Repositories repositories) {
        this.host = host;
        this.repositories = repositories;
    }

    /** The host's libraries that every platform has. */
    List<PackagedFile> common() throws IOException {
        List<PackagedFile> files = new ArrayList<>();
        for (HostLibrary library : host.libraries()) {
            if (library.platform().isEmpty()) {
                files.add(packaged(library));
            }
        }
        return files;
    }

    /**
     * The native libraries of a platform: the host's own, or those beside them in the repository.
     *
     * @param key where the manifest names the platform
     */
    List<PackagedFile> natives(String key, String platform) throws IOException {
        List<PackagedFile> files = new ArrayList<>();
        for (HostLibrary library : host.libraries()) {
            if (library.platform().equals(Optional.of(platform))) {
                files.add(packaged(library));
            } else if (library.platform().isPresent()) {
                fetch(key, library.coordinates().orElseThrow(), platform).ifPresent(files::add);
            }
        }
        return files;
    }

    List<Complaint> complaints() {
        return complaints;
    }

    private static PackagedFile packaged(HostLibrary library) throws IOException {
        return PackagedFile.of("lib/" + library.fileName(), library.file(), Origin.HOST)
                .artifact(library.coordinates().map(MavenCoordinates::toString));
    }

    private Optional<PackagedFile> fetch(String key, MavenCoordinates own, String platform) throws IOException {
        MavenCoordinates wanted = new MavenCoordinates(own.group(), own.artifact(), own.extension(),
                Optional.of(platform), own.version());
        try {
            ResolvedArtifact found = repositories.get().resolve(wanted);
            return Optional.of(PackagedFile.of("lib/" + HostLibrary.fileName(wanted), found.file(), Origin.REPOSITORY)
                    .artifact(Optional.of(wanted.toString())));
        } catch (RepositoryException e) {
            complaints.add(new Complaint(key, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
