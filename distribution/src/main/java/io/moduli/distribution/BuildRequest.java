package io.moduli.distribution;

import io.moduli.repository.MavenUser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A request to build a distribution.
 *
 * @param manifest the file of its manifest
 * @param overrides overrides of its settings, each {@code path=value}
 * @param output the folder for the archives
 * @param namedLock the lock's file; empty for the one beside the manifest, which belongs to the manifest without
 *     overrides
 * @param locked whether to build exactly what the lock says
 * @param folder a folder in which the distribution is also put, ready for use
 * @param workingFolder the folder that relative paths refer to
 * @param user whose Maven repositories are used
 * @param sourceDateEpoch the time, in seconds since 1970, of files without their own, as reproducible-builds.org
 *     defines the environment variable
 */
public record BuildRequest(
        Path manifest,
        List<String> overrides,
        Path output,
        Optional<Path> namedLock,
        boolean locked,
        Optional<Path> folder,
        Path workingFolder,
        MavenUser user,
        Optional<String> sourceDateEpoch) {

    public BuildRequest {
        overrides = List.copyOf(overrides);
        manifest = absolute(workingFolder, manifest);
        output = absolute(workingFolder, output);
        namedLock = namedLock.map(path -> absolute(workingFolder, path));
        folder = folder.map(path -> absolute(workingFolder, path));
    }

    /** The lock's file: the one that was named, or {@code my-lab.lock.json} beside {@code my-lab.conf}. */
    Path lock() {
        String name = String.valueOf(manifest.getFileName());
        return namedLock.orElseGet(() -> manifest.resolveSibling(
                (name.endsWith(".conf") ? name.substring(0, name.length() - 5) : name) + ".lock.json"));
    }

    /** Whether to write the lock: not if the build is locked, and not if overrides change the manifest. */
    boolean writesLock() {
        return !locked && (namedLock.isPresent() || overrides.isEmpty());
    }

    private static Path absolute(Path workingFolder, Path path) {
        return workingFolder.toAbsolutePath().resolve(path).normalize();
    }
}
