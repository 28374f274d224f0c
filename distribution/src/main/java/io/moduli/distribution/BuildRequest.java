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
 * @param lock the lock's file
 * @param locked whether only what the lock says is to be built; otherwise it is written
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
        Path lock,
        boolean locked,
        Optional<Path> folder,
        Path workingFolder,
        MavenUser user,
        Optional<String> sourceDateEpoch) {

    public BuildRequest {
        overrides = List.copyOf(overrides);
        manifest = absolute(workingFolder, manifest);
        output = absolute(workingFolder, output);
        lock = absolute(workingFolder, lock);
        folder = folder.map(path -> absolute(workingFolder, path));
    }

    /** Where a manifest's lock is unless something else is said: beside it, {@code my-lab.lock.json} for {@code my-lab.conf}. */
    public static Path lockOf(Path manifest) {
        String name = String.valueOf(manifest.getFileName());
        return manifest.resolveSibling((name.endsWith(".conf") ? name.substring(0, name.length() - 5) : name)
                + ".lock.json");
    }

    private static Path absolute(Path workingFolder, Path path) {
        return workingFolder.toAbsolutePath().resolve(path).normalize();
    }
}
