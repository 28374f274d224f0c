package io.moduli.distribution;

import io.moduli.distribution.archive.PackagedFile.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The jars that a plugin consists of.
 *
 * @param key the key in the manifest
 * @param source its coordinates, or the name of its file or folder
 * @param jars in any order, but for an artifact its own jar first
 * @param requested the coordinates in the manifest, if it has any
 */
record CollectedPlugin(String key, String source, List<Jar> jars, Optional<String> requested) {

    /**
     * A jar of a plugin.
     *
     * @param name its future name
     * @param file the file
     * @param origin its origin
     * @param coordinates of its artifact, where they are known
     */
    record Jar(String name, Path file, Origin origin, Optional<String> coordinates) {
    }
}
