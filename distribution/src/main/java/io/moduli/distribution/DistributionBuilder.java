package io.moduli.distribution;

import io.moduli.core.bundle.BundleMetadata;
import io.moduli.distribution.DistributionLock.LockedPlugin;
import io.moduli.distribution.LoadedManifest.Complaint;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import io.moduli.install.InstallRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;

/** Builds distributions from manifests. */
public final class DistributionBuilder {

    private static final Instant DEFAULT_TIME = Instant.parse("1980-02-01T00:00:00Z");

    private final Host host;
    private final ClassLoader classPath;

    /**
     * @param host what distributions are made from
     * @param classPath sees core's own components, and no plugins, which are checked as bundles
     */
    public DistributionBuilder(Host host, ClassLoader classPath) {
        this.host = host;
        this.classPath = classPath;
    }

    /**
     * Builds a distribution, whole or not at all.
     *
     * @return what was written, archives first
     * @throws DistributionException for everything that is wrong with the manifest, what it names or the lock
     * @throws IOException if something cannot be read or written
     */
    public List<Path> build(BuildRequest request) throws DistributionException, IOException {
        LoadedManifest manifest = LoadedManifest.read(request.manifest(), request.workingFolder(),
                request.overrides());
        if (Files.isDirectory(request.lock())) {
            throw new DistributionException(
                    List.of(request.lock() + " is a folder, so that no lock can be written there"));
        }
        Optional<DistributionLock> lock = request.locked() ? Optional.of(readLock(request)) : Optional.empty();
        try (OutputFolder output = OutputFolder.open(request.output());
                Repositories repositories = new Repositories(request.user(), _ -> {})) {
            Contents contents = collect(request, manifest, lock, output.part(), repositories);
            DistributionLock built = contents.lock();
            if (lock.isPresent()) {
                refuseDifferences(request, lock.get(), built);
            }
            SequencedMap<Path, Path> names = new ContentsWriter(contents, output.part(), request).write();
            if (!request.locked()) {
                Path beside = Files.writeString(
                        request.lock().resolveSibling("." + request.lock().getFileName() + ".part"),
                        LockWriter.write(built));
                names.put(beside, request.lock());
            }
            try {
                OutputFolder.publish(names);
            } finally {
                Files.deleteIfExists(request.lock().resolveSibling("." + request.lock().getFileName() + ".part"));
            }
            return List.copyOf(names.values());
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
            lines.add("what would be built is not what the lock says; undo what changed, or build without --locked to "
                    + "have the lock written anew");
            throw new DistributionException(lines);
        }
    }

    private Contents collect(BuildRequest request, LoadedManifest manifest, Optional<DistributionLock> lock, Path part,
            Repositories repositories) throws DistributionException, IOException {
        DistributionManifest settings = manifest.settings();
        List<String> platforms = settings.platforms().isEmpty()
                ? List.of(host.platform().orElseThrow())
                : settings.platforms();
        List<Complaint> complaints = new ArrayList<>(refusedRuntime(settings, platforms));
        PluginCollector plugins = new PluginCollector(host, repositories, lock);
        List<CollectedPlugin> collected = plugins.collect(settings.plugins());
        complaints.addAll(plugins.complaints());
        PluginCheck check = new PluginCheck(classPath, part.resolve("plugins"));
        List<BundleMetadata> metadata = check.check(collected);
        complaints.addAll(check.complaints());
        ContentCollector contents = new ContentCollector(host);
        List<PackagedFile> common = new ArrayList<>(contents.collect(settings));
        complaints.addAll(contents.complaints());
        LibraryCollector libraries = new LibraryCollector(host, repositories);
        common.addAll(libraries.common());
        SequencedMap<String, List<PackagedFile>> natives = new LinkedHashMap<>();
        for (int index = 0; index < platforms.size(); index++) {
            natives.put(platforms.get(index), libraries.natives("platforms." + index, platforms.get(index)));
        }
        complaints.addAll(libraries.complaints());
        manifest.refuse(complaints);
        List<LockedPlugin> locked = new ArrayList<>();
        for (int index = 0; index < collected.size(); index++) {
            common.addAll(packaged(collected.get(index), metadata.get(index)));
            common.add(PackagedFile.of(folder(metadata.get(index)) + InstallRecord.FILE,
                    check.record(index, collected.get(index), metadata.get(index)), Origin.BUILD));
            locked.add(locked(collected.get(index), metadata.get(index)));
        }
        SortedSet<String> modules = JavaRuntime.modules(metadata);
        List<PackagedFile> java = settings.runtime() ? JavaRuntime.link(modules, part.resolve("runtime")) : List.of();
        return new Contents(settings, host.version(), time(request, settings, lock), locked, common, natives,
                List.copyOf(modules), java);
    }

    private List<Complaint> refusedRuntime(DistributionManifest settings, List<String> platforms) {
        if (!settings.runtime()) {
            return List.of();
        }
        String own = host.platform().orElseThrow();
        if (!platforms.equals(List.of(own))) {
            return List.of(new Complaint("runtime",
                    "the Java that builds is for %s, so it goes into an archive for that alone; leave out runtime for %s"
                            .formatted(own, String.join(", ", platforms.stream().filter(name -> !name.equals(own))
                                    .toList()))));
        }
        return JavaRuntime.canLink()
                ? List.of()
                : List.of(new Complaint("runtime", "the Java that builds has no jlink; start moduli with a JDK, which "
                        + "MODULI_JAVA_HOME can name"));
    }

    private static String folder(BundleMetadata plugin) {
        return "plugins/" + plugin.symbolicName() + "/";
    }

    private static List<PackagedFile> packaged(CollectedPlugin plugin, BundleMetadata metadata) throws IOException {
        List<PackagedFile> files = new ArrayList<>();
        for (CollectedPlugin.Jar jar : plugin.jars()) {
            files.add(PackagedFile.of(folder(metadata) + jar.name(), jar.file(), jar.origin())
                    .artifact(jar.coordinates()));
        }
        return files;
    }

    private static LockedPlugin locked(CollectedPlugin plugin, BundleMetadata metadata) {
        return new LockedPlugin(metadata.symbolicName(), metadata.version(), plugin.requested(),
                plugin.requested().isEmpty()
                        ? List.of()
                        : plugin.jars().stream().flatMap(jar -> jar.coordinates().stream()).toList());
    }

    private static Instant time(BuildRequest request, DistributionManifest settings, Optional<DistributionLock> lock)
            throws DistributionException {
        if (settings.time().isPresent()) {
            return settings.time().get();
        }
        if (lock.isPresent()) {
            return Instant.parse(lock.get().timestamp());
        }
        if (request.sourceDateEpoch().isEmpty()) {
            return DEFAULT_TIME;
        }
        String seconds = request.sourceDateEpoch().get();
        try {
            Instant time = Instant.ofEpochSecond(Long.parseLong(seconds));
            return DistributionManifest.requireTime(time.toString());
        } catch (RuntimeException e) {
            throw new DistributionException(List.of("SOURCE_DATE_EPOCH is \"" + seconds
                    + "\", which must be seconds since 1970 that fall on a day from 1980 on"));
        }
    }
}
