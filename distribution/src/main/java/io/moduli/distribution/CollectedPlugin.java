package io.moduli.distribution;

import io.moduli.distribution.archive.PackagedFile.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The jars that a plugin consists of.
 *
 * @param key where the manifest names it
 * @param source its own coordinates, or the name of the file or folder that it is
 * @param jars in any order, but of an artifact its own first
 * @param requested the coordinates in the manifest, where it has any
 */
record CollectedPlugin(String key, String source, List<Jar> jars, Optional<String> requested) {

    /**
     * A jar of a plugin.
     *
     * @param name what it will be called
     * @param file where it is
     * @param origin where it was taken from
     * @param coordinates of its artifact, where they are known
     */
    record Jar(String name, Path file, Origin origin, Optional<String> coordinates) {
    }
}
