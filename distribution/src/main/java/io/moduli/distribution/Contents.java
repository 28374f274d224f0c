package io.moduli.distribution;

import io.moduli.distribution.DistributionLock.LockedArtifact;
import io.moduli.distribution.DistributionLock.LockedFile;
import io.moduli.distribution.DistributionLock.LockedJava;
import io.moduli.distribution.DistributionLock.LockedPlugin;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.repository.ArtifactDescription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Everything that goes into a distribution.
 *
 * @param manifest the manifest
 * @param moduli the version of Moduli
 * @param time the time of all files
 * @param plugins the plugins, in the manifest's order
 * @param common the files of all archives
 * @param natives the additional files of one archive, by platform
 * @param descriptions the descriptions of the artifacts among them, by their paths
 * @param modules the modules of Java that Moduli and the plugins need
 * @param java the files of the linked Java; empty if none is included
 */
record Contents(
        DistributionManifest manifest,
        String moduli,
        Instant time,
        List<LockedPlugin> plugins,
        List<PackagedFile> common,
        SequencedMap<String, List<PackagedFile>> natives,
        Map<String, ArtifactDescription> descriptions,
        List<String> modules,
        List<PackagedFile> java) {

    /** The name of the folder that an archive unpacks into. */
    String root() {
        return manifest.name() + "-" + manifest.version();
    }

    /** The files of one archive, except those that are derived from the others. */
    List<PackagedFile> of(String platform) {
        List<PackagedFile> files = new ArrayList<>(common);
        files.addAll(natives.getOrDefault(platform, List.of()));
        files.addAll(java);
        files.sort(Comparator.comparing(PackagedFile::path));
        return files;
    }

    DistributionLock lock() {
        List<LockedFile> files = new ArrayList<>();
        common.forEach(file -> files.add(locked(file, Optional.empty())));
        natives.forEach((platform, own) -> own.forEach(file -> files.add(locked(file, Optional.of(platform)))));
        files.sort(Comparator.comparing(LockedFile::path));
        Optional<LockedJava> linked = java.isEmpty()
                ? Optional.empty()
                : Optional
                        .of(new LockedJava(JavaRuntime.version(), JavaRuntime.vendor(), JavaRuntime.licence(), modules,
                                JavaRuntime.checksum(java)));
        return new DistributionLock(DistributionLock.FORMAT, manifest.name(), manifest.version(), moduli,
                time.toString(), List.copyOf(natives.keySet()), linked, plugins, files);
    }

    private LockedFile locked(PackagedFile file, Optional<String> platform) {
        return new LockedFile(file.path(), platform, file.executable(), file.origin(), file.coordinates(),
                Optional.ofNullable(descriptions.get(file.path())).map(LockedArtifact::of), file.size(),
                file.sha256());
    }
}
