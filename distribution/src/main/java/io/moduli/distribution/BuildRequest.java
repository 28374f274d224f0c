package io.moduli.distribution;

import io.moduli.repository.MavenUser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be built.
 *
 * @param manifest its file
 * @param overrides of its settings, each {@code path=value}
 * @param output the folder for the archives
 * @param namedLock the lock's file; empty for the one beside the manifest, which belongs to the manifest as it stands
 * @param locked whether only what the lock says is to be built
 * @param folder where the distribution is to be put to be used where it is, too
 * @param workingFolder what relative paths refer to
 * @param user whose Maven repositories are used
 * @param sourceDateEpoch seconds since 1970 that files without a time of their own get, as reproducible-builds.org defines
 *     the environment variable
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

    /** Whether the lock is to be written: not where it is held on to, and not for what the manifest itself does not say. */
    boolean writesLock() {
        return !locked && (namedLock.isPresent() || overrides.isEmpty());
    }

    private static Path absolute(Path workingFolder, Path path) {
        return workingFolder.toAbsolutePath().resolve(path).normalize();
    }
}
