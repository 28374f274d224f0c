package io.moduli.distribution;

import io.moduli.core.bundle.BundleFailedException;
import io.moduli.core.bundle.BundleMetadata;
import io.moduli.distribution.DistributionLock.LockedPlugin;
import io.moduli.distribution.LoadedManifest.Complaint;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import io.moduli.install.InstallRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.function.Consumer;

/** Assembles the contents of a distribution, and reports all problems at once. */
final class ContentsAssembly {

    private static final Instant DEFAULT_TIME = Instant.parse("1980-02-01T00:00:00Z");

    private final Host host;
    private final ClassLoader classPath;
    private final BuildRequest request;
    private final Optional<DistributionLock> lock;
    private final Repositories repositories;
    private final Path part;
    private final Consumer<String> progress;
    private final List<Complaint> complaints = new ArrayList<>();

    /**
     * @param lock the lock to be built again; empty to build from the current sources
     * @param part a folder for intermediate files
     */
    ContentsAssembly(Host host, ClassLoader classPath, BuildRequest request, Optional<DistributionLock> lock,
            Repositories repositories, Path part, Consumer<String> progress) {
        this.host = host;
        this.classPath = classPath;
        this.request = request;
        this.lock = lock;
        this.repositories = repositories;
        this.part = part;
        this.progress = progress;
    }

    Contents collect(LoadedManifest manifest) throws DistributionException, IOException {
        DistributionManifest settings = manifest.settings();
        Instant time = time(settings);
        List<String> platforms = settings.platforms().isEmpty()
                ? List.of(host.platform().orElseThrow())
                : settings.platforms();
        complaints.addAll(refusedRuntime(settings, platforms));
        PluginCollector collector = new PluginCollector(host, repositories, lock, progress);
        List<CollectedPlugin> plugins = collector.collect(settings.plugins());
        complaints.addAll(collector.complaints());
        ContentCollector contents = new ContentCollector(host, progress);
        List<PackagedFile> common = new ArrayList<>(contents.collect(settings));
        complaints.addAll(contents.complaints());
        LibraryCollector libraries = new LibraryCollector(host, repositories);
        common.addAll(libraries.common());
        SequencedMap<String, List<PackagedFile>> natives = new LinkedHashMap<>();
        for (int index = 0; index < platforms.size(); index++) {
            natives.put(platforms.get(index), libraries.natives("platforms." + index, platforms.get(index)));
        }
        complaints.addAll(libraries.complaints());
        try (PluginCheck check = new PluginCheck(classPath, part.resolve("plugins"))) {
            progress.accept("loading %d plugins".formatted(plugins.size()));
            List<BundleMetadata> metadata = check.check(plugins);
            complaints.addAll(check.complaints());
            boolean allPlugins = manifest.says("plugins") && collector.complaints().isEmpty()
                    && check.complaints().isEmpty();
            if (allPlugins && manifest.says("pipelines")) {
                validate(check, contents, common);
            }
            manifest.refuse(complaints);
            return contents(settings, time, check, plugins, metadata, common, natives);
        }
    }

    private void validate(PluginCheck check, ContentCollector contents, List<PackagedFile> files) throws IOException {
        List<PackagedFile> beside = files.stream().filter(file -> file.path().startsWith(ContentCollector.EXAMPLES)
                || file.path().startsWith("conf/")).toList();
        progress.accept("validating the pipelines");
        try {
            complaints.addAll(new PipelineCheck(check.registry(), part.resolve("pipelines"), request.workingFolder(),
                    progress).check(beside, contents.keys()));
        } catch (RuntimeException | Error thrown) {
            Optional<BundleFailedException> failure = check.failure(thrown);
            if (failure.isPresent()) {
                throw failure.get();
            }
            throw thrown;
        }
    }

    private Contents contents(DistributionManifest settings, Instant time, PluginCheck check,
            List<CollectedPlugin> plugins, List<BundleMetadata> metadata, List<PackagedFile> common,
            SequencedMap<String, List<PackagedFile>> natives) throws IOException {
        List<LockedPlugin> locked = new ArrayList<>();
        for (int index = 0; index < plugins.size(); index++) {
            common.addAll(packaged(plugins.get(index), metadata.get(index)));
            common.add(PackagedFile.of(folder(metadata.get(index)) + InstallRecord.FILE,
                    check.record(index, plugins.get(index), metadata.get(index)), Origin.BUILD));
            locked.add(locked(plugins.get(index), metadata.get(index)));
        }
        common.addAll(new DistributionTexts(settings, host.version()).write(metadata, common, part));
        List<PackagedFile> all = new ArrayList<>(common);
        natives.values().forEach(all::addAll);
        progress.accept("reading the licences and dependencies of %d jars".formatted(
                all.stream().filter(file -> file.path().endsWith(".jar")).count()));
        var descriptions = new ArtifactDescriptions(host, repositories, lock, progress).of(all);
        SortedSet<String> modules = JavaRuntime.modules(metadata);
        List<PackagedFile> java = List.of();
        if (settings.runtime()) {
            progress.accept("linking a Java of %d modules and what they need".formatted(modules.size()));
            java = JavaRuntime.link(modules, part.resolve("runtime"));
        }
        return new Contents(settings, host.version(), time, locked, common, natives, descriptions,
                List.copyOf(modules), java);
    }

    private List<Complaint> refusedRuntime(DistributionManifest settings, List<String> platforms) throws IOException {
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
        return JavaRuntime.refusal().map(why -> new Complaint("runtime", why)).stream().toList();
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

    private Instant time(DistributionManifest settings) throws DistributionException {
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
