package io.moduli.distribution;

import io.moduli.repository.ArtifactDescription;
import io.moduli.repository.MavenCoordinates;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A jar of Moduli itself.
 *
 * @param fileName what it is called under {@code lib/}
 * @param file where it is
 * @param coordinates of its artifact, where they are known
 * @param description what its pom says; empty if that is for a repository to say
 */
public record HostLibrary(
        String fileName,
        Path file,
        Optional<MavenCoordinates> coordinates,
        Optional<ArtifactDescription> description) {

    /** The platform whose native libraries it holds; empty if it serves all. */
    Optional<String> platform() {
        return coordinates.flatMap(MavenCoordinates::classifier).filter(Platforms.ALL::contains);
    }

    /** What an artifact is called in a folder of jars: {@code openblas-0.3.30-1.5.12-linux-x86_64.jar}. */
    static String fileName(MavenCoordinates artifact) {
        return artifact.artifact() + "-" + artifact.version()
                + artifact.classifier().map(classifier -> "-" + classifier).orElse("") + "." + artifact.extension();
    }
}
