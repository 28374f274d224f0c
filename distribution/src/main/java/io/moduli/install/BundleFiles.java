package io.moduli.install;

import io.moduli.repository.ArtifactRepository;
import io.moduli.repository.HostArtifacts;
import io.moduli.repository.MavenCoordinates;
import io.moduli.repository.MavenUser;
import io.moduli.repository.RepositoryException;
import io.moduli.repository.ResolvedArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of a future bundle, available on this machine.
 *
 * @param named their source, for people and for the record
 * @param copy writes them
 */
record BundleFiles(String named, Copy copy) {

    /** Writes the files of a bundle into the folder that becomes it. */
    @FunctionalInterface
    interface Copy {

        void to(StagedFiles files) throws IOException, InstallException;
    }

    /**
     * Finds the files, and fetches those that are not on this machine.
     *
     * @param warnings receives lines about what is allowed, but probably not intended
     * @throws InstallException if the source contains no bundle
     * @throws RepositoryException if an artifact cannot be had
     */
    static BundleFiles of(BundleSource source, MavenUser user, Consumer<String> warnings)
            throws IOException, InstallException, RepositoryException {
        return switch (source) {
            case BundleSource.Jar(Path file) -> new BundleFiles(source.named(), files -> copy(file, files));
            case BundleSource.Archive(Path file) ->
                new BundleFiles(source.named(), files -> ArchiveReader.unpack(file, files));
            case BundleSource.Folder(Path folder) -> {
                requireJar(folder);
                yield new BundleFiles(source.named(), files -> copyFolder(folder, files));
            }
            case BundleSource.Artifact(MavenCoordinates coordinates) -> fetch(coordinates, user, warnings);
        };
    }

    private static BundleFiles fetch(MavenCoordinates coordinates, MavenUser user, Consumer<String> warnings)
            throws RepositoryException {
        try (ArtifactRepository repository = ArtifactRepository.open(user, warnings)) {
            if (!coordinates.extension().equals("jar")) {
                ResolvedArtifact archive = repository.resolve(coordinates);
                return new BundleFiles(archive.coordinates().toString(),
                        files -> ArchiveReader.unpack(archive.file(), files));
            }
            List<ResolvedArtifact> jars = repository.resolveWithDependencies(coordinates, HostArtifacts::provides);
            return new BundleFiles(jars.getFirst().coordinates().toString(), files -> {
                for (Map.Entry<String, Path> jar : names(jars).entrySet()) {
                    copy(jar.getKey(), jar.getValue(), files);
                }
            });
        }
    }

    /** Artifacts of two groups may have the same name. */
    private static Map<String, Path> names(List<ResolvedArtifact> artifacts) {
        Map<String, Path> names = new LinkedHashMap<>();
        for (ResolvedArtifact artifact : artifacts) {
            String name = artifact.file().getFileName().toString();
            if (names.putIfAbsent(name, artifact.file()) != null) {
                names.put(artifact.coordinates().group() + "." + name, artifact.file());
            }
        }
        return names;
    }

    private static void requireJar(Path folder) throws IOException, InstallException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> file.getFileName().toString().endsWith(".jar"))) {
                return;
            }
        } catch (AccessDeniedException e) {
            throw new InstallException("%s cannot be read: permission denied".formatted(folder));
        }
        throw new InstallException(Files.exists(folder.resolve("pom.xml"))
                ? ("%s is a Maven project, not a bundle; \"mvn install\" it, then install it by its coordinates, or name "
                        + "its jar in %s").formatted(folder, folder.resolve("target"))
                : "%s holds no jar; a bundle is a folder with the plugin's jar and those of its libraries".formatted(
                        folder));
    }

    private static void copyFolder(Path folder, StagedFiles files) throws IOException, InstallException {
        FolderFiles found = FolderFiles.of(folder);
        if (!found.refused().isEmpty()) {
            throw new InstallException(found.refused().stream().map(line -> "its " + line).toList());
        }
        for (Map.Entry<String, Path> file : found.files().entrySet()) {
            copy(file.getKey(), file.getValue(), files);
        }
    }

    private static void copy(Path file, StagedFiles files) throws IOException, InstallException {
        copy(file.getFileName().toString(), file, files);
    }

    private static void copy(String name, Path file, StagedFiles files) throws IOException, InstallException {
        try (InputStream content = Files.newInputStream(file)) {
            files.file(name, content);
        } catch (AccessDeniedException e) {
            throw new InstallException("%s: permission denied".formatted(e.getFile()));
        }
    }
}
