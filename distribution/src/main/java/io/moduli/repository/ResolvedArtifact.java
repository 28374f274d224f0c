package io.moduli.repository;

import java.nio.file.Path;

/**
 * An artifact that was found.
 *
 * @param coordinates it, with the version that was found, which for a snapshot is the one with its time
 * @param file it, in the local repository
 * @param sha256 of the file, in lower-case hexadecimal digits
 */
public record ResolvedArtifact(MavenCoordinates coordinates, Path file, String sha256) {
}
