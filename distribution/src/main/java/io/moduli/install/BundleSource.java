package io.moduli.install;

import io.moduli.core.config.problem.Nearest;
import io.moduli.repository.MavenCoordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a bundle comes from. */
public sealed interface BundleSource {

    /** A plugin's jar, which needs no library that the host does not provide. */
    record Jar(Path file) implements BundleSource {
    }

    /** A bundle's folder, packed as {@code .zip}, {@code .tar.gz} or {@code .tgz}; it may be the archive's only folder. */
    record Archive(Path file) implements BundleSource {
    }

    /** A bundle's folder. */
    record Folder(Path folder) implements BundleSource {
    }

    /** A plugin's jar in a Maven repository, with the libraries that its pom names, or an archive there. */
    record Artifact(MavenCoordinates coordinates) implements BundleSource {
    }

    /** Its name for people: coordinates, or the name of the file or folder without its path. */
    default String named() {
        return switch (this) {
            case Jar(Path file) -> file.getFileName().toString();
            case Archive(Path file) -> file.getFileName().toString();
            case Folder(Path folder) -> folder.getFileName().toString();
            case Artifact(MavenCoordinates coordinates) -> coordinates.toString();
        };
    }

    /**
     * Interprets a source.
     *
     * @param text a path, or Maven coordinates if there is no such file
     * @param workingFolder the folder that a relative path refers to
     * @throws InstallException if it cannot be the source of a bundle
     */
    static BundleSource parse(String text, Path workingFolder) throws InstallException {
        Path path;
        try {
            path = workingFolder.resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException impossible) {
            return artifact(text);
        }
        if (Files.isDirectory(path) && path.getFileName() != null) {
            return new Folder(path);
        }
        if (!Files.exists(path)) {
            boolean likeCoordinates = text.chars().filter(character -> character == ':').count() >= 2
                    && !text.contains("/") && !text.contains("\\");
            if (likeCoordinates) {
                return artifact(text);
            }
            throw new InstallException(("there is no file or folder \"%s\"%s; a bundle comes from a jar, a folder, an "
                    + "archive (.zip, .tar.gz) or Maven coordinates (group:artifact:version)").formatted(text,
                            Nearest.hint(String.valueOf(path.getFileName()), siblings(path))));
        }
        String name = path.getFileName().toString();
        if (name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
            return new Jar(path);
        }
        if (ArchiveReader.reads(name)) {
            return new Archive(path);
        }
        throw new InstallException(
                "\"%s\" is neither a jar nor an archive of a bundle (.zip, .tar.gz, .tgz)".formatted(text));
    }

    private static BundleSource artifact(String text) throws InstallException {
        try {
            return new Artifact(MavenCoordinates.parse(text));
        } catch (IllegalArgumentException e) {
            throw new InstallException(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> siblings(Path path) {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException unreadable) {
            // It is for a hint alone.
            return List.of();
        }
    }
}
