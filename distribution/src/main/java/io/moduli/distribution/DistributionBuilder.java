package io.moduli.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Builds distributions from manifests. */
public final class DistributionBuilder {

    private final Host host;
    private final ClassLoader classPath;
    private final Consumer<String> progress;

    /**
     * @param host the Moduli that distributions are made from
     * @param classPath loads core's own components, and no plugins, which are checked as bundles
     * @param progress receives lines about slow operations, and about what is allowed but probably not intended
     */
    public DistributionBuilder(Host host, ClassLoader classPath, Consumer<String> progress) {
        this.host = host;
        this.classPath = classPath;
        this.progress = progress;
    }

    /**
     * Builds a distribution, whole or not at all.
     *
     * @return the written files, archives first
     * @throws DistributionException with all problems of the manifest, of what it names and of the lock
     * @throws IOException if something cannot be read or written
     */
    public List<Path> build(BuildRequest request) throws DistributionException, IOException {
        LoadedManifest manifest = LoadedManifest.read(request.manifest(), request.workingFolder(),
                request.overrides());
        if (request.writesLock() && Files.isDirectory(request.lock())) {
            throw new DistributionException(
                    List.of(request.lock() + " is a folder, so that no lock can be written there"));
        }
        Optional<DistributionLock> lock = request.locked() ? Optional.of(readLock(request)) : Optional.empty();
        try (OutputFolder output = OutputFolder.open(request.output());
                Repositories repositories = new Repositories(request.user(),
                        warning -> progress.accept("warning: " + warning))) {
            Contents contents = new ContentsAssembly(host, classPath, request, lock, repositories, output.part(),
                    progress).collect(manifest);
            DistributionLock built = contents.lock();
            if (lock.isPresent()) {
                refuseDifferences(request, lock.get(), built);
            }
            SequencedMap<Path, Path> names = new ContentsWriter(contents, output.part(), request, progress).write();
            publish(request, built, names);
            return List.copyOf(names.values());
        }
    }

    private void publish(BuildRequest request, DistributionLock built, SequencedMap<Path, Path> names)
            throws IOException {
        if (!request.writesLock()) {
            if (!request.locked()) {
                progress.accept(
                        "%s is left as it is, since it is for the manifest without -o; --lock FILE writes one for "
                                .formatted(request.lock().getFileName()) + "this build");
            }
            OutputFolder.publish(names);
            return;
        }
        Path part = request.lock().resolveSibling("." + request.lock().getFileName() + ".part");
        try {
            names.put(Files.writeString(part, LockWriter.write(built)), request.lock());
            OutputFolder.publish(names);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static DistributionLock readLock(BuildRequest request) throws DistributionException {
        if (!Files.exists(request.lock())) {
            throw new DistributionException(List.of("there is no lock %s; build without --locked to have it written"
                    .formatted(request.lock())));
        }
        return DistributionLock.read(request.lock(), request.workingFolder());
    }

    private static void refuseDifferences(BuildRequest request, DistributionLock lock, DistributionLock built)
            throws DistributionException {
        List<String> differences = lock.differences(built);
        if (!differences.isEmpty()) {
            List<String> lines = new ArrayList<>();
            differences.forEach(difference -> lines.add(request.lock().getFileName() + ": " + difference));
            lines.add("what would be built differs from the lock; undo what changed, or build without --locked to "
                    + "have the lock written again");
            throw new DistributionException(lines);
        }
    }
}
