package io.moduli.distribution;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Range;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.repository.ArtifactDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that a distribution was built from, so that it can be built again.
 *
 * @param format the version of this format
 * @param name the distribution's name
 * @param version the distribution's version
 * @param moduli the version of the Moduli that built it
 * @param timestamp that all files got
 * @param platforms that archives were made for
 * @param java the Java that went in
 * @param plugins in the manifest's order
 * @param files all of them but those of the Java, the lock itself and the bill of materials
 */
record DistributionLock(
        @Range(min = 1, max = 1) int format,
        String name,
        String version,
        String moduli,
        String timestamp,
        List<String> platforms,
        Optional<LockedJava> java,
        List<LockedPlugin> plugins,
        List<LockedFile> files) {

    static final int FORMAT = 1;

    /**
     * A plugin.
     *
     * @param id its symbolic name
     * @param version its version
     * @param requested the coordinates in the manifest, where it has any
     * @param artifacts what these came to, itself first; empty if it has none
     */
    record LockedPlugin(String id, String version, Optional<String> requested, @Default("[]") List<String> artifacts) {
    }

    /**
     * A file.
     *
     * @param path in the archive
     * @param platform the one that it is for; empty if it is in all archives
     * @param executable whether it is a program
     * @param artifact what is known of the artifact that it is
     */
    record LockedFile(
            String path,
            Optional<String> platform,
            @Default("false") boolean executable,
            PackagedFile.Origin origin,
            Optional<String> coordinates,
            Optional<LockedArtifact> artifact,
            long size,
            String sha256) {

        private String place() {
            return path + platform.map(name -> " (" + name + ")").orElse("");
        }
    }

    /**
     * What the pom of an artifact says.
     *
     * @param needs what must be there when it runs, each {@code group:artifact}
     */
    record LockedArtifact(@Default("[]") List<LockedLicence> licences, @Default("[]") List<String> needs) {

        static LockedArtifact of(ArtifactDescription description) {
            return new LockedArtifact(description.licences().stream()
                    .map(licence -> new LockedLicence(licence.name(), licence.address())).toList(),
                    description.needs());
        }

        ArtifactDescription description() {
            return new ArtifactDescription(licences.stream()
                    .map(licence -> new ArtifactDescription.Licence(licence.name(), licence.address())).toList(),
                    needs);
        }
    }

    /** A licence by its name, with the address of its text where that is known. */
    record LockedLicence(String name, Optional<String> address) {
    }

    /**
     * A Java.
     *
     * @param version in full, such as {@code 25.0.3+9-LTS}
     * @param vendor whose build it is, such as {@code Eclipse Adoptium}
     * @param licence what it may be used under, in the words of SPDX, where its own text says so
     * @param modules that were linked
     * @param sha256 of the list of its files with theirs
     */
    record LockedJava(
            String version, String vendor, Optional<String> licence, List<String> modules, String sha256) {
    }

    /**
     * Reads a lock.
     *
     * @throws DistributionException if it cannot be used, with file and line
     */
    static DistributionLock read(Path file, Path workingFolder) throws DistributionException {
        LoadedConfiguration text = new ConfigurationLoader(workingFolder).load(ConfigurationSource.file(file),
                List.of());
        return switch (LoadedManifest.bind(text, workingFolder, DistributionLock.class)) {
            case Binding.Bound<DistributionLock> bound -> bound.settings();
            case Binding.Rejected<DistributionLock> rejected -> throw new DistributionException(
                    rejected.problems().stream().map(Problem::render).toList());
        };
    }

    /** What is known of the artifact that a file is. */
    Optional<ArtifactDescription> description(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst()
                .flatMap(LockedFile::artifact).map(LockedArtifact::description);
    }

    /** The artifacts that coordinates of the manifest came to. */
    Optional<LockedPlugin> plugin(String requested) {
        return plugins.stream().filter(plugin -> plugin.requested().equals(Optional.of(requested))).findFirst();
    }

    /** The differences of another build of the same manifest from this lock, a line each; empty if there are none. */
    List<String> differences(DistributionLock built) {
        List<String> lines = new ArrayList<>();
        differ(lines, "the name", name, built.name);
        differ(lines, "the version", version, built.version);
        differ(lines, "Moduli's version", moduli, built.moduli);
        differ(lines, "the time of the files", timestamp, built.timestamp);
        differ(lines, "the platforms", String.join(", ", platforms), String.join(", ", built.platforms));
        differ(lines, "the Java within", words(java), words(built.java));
        Map<String, LockedFile> expected = byPlace(files);
        Map<String, LockedFile> found = byPlace(built.files);
        expected.forEach((place, file) -> {
            LockedFile other = found.get(place);
            if (other == null) {
                lines.add(place + " is missing");
            } else if (!file.sha256().equals(other.sha256())) {
                lines.add("%s has the sha256 %s, but the lock has %s".formatted(place, other.sha256(), file.sha256()));
            } else if (file.executable() != other.executable()) {
                lines.add("%s is %s, but in the lock it is %s".formatted(place, kind(other), kind(file)));
            }
        });
        found.keySet().stream().filter(place -> !expected.containsKey(place))
                .forEach(place -> lines.add(place + " is not in the lock"));
        if (lines.isEmpty() && !equals(built)) {
            lines.add("where its files come from differs");
        }
        return lines;
    }

    private static String kind(LockedFile file) {
        return file.executable() ? "a program" : "not a program";
    }

    private static void differ(List<String> lines, String what, String locked, String built) {
        if (!locked.equals(built)) {
            lines.add("%s: %s, but the lock has %s".formatted(what, built, locked));
        }
    }

    private static String words(Optional<LockedJava> java) {
        return java.map(there -> "%s (%s), modules %s, sha256 %s".formatted(there.version(),
                there.vendor(), String.join(" ", there.modules()), there.sha256())).orElse("none");
    }

    private static Map<String, LockedFile> byPlace(List<LockedFile> files) {
        Map<String, LockedFile> byPlace = new TreeMap<>();
        files.forEach(file -> byPlace.put(file.place(), file));
        return byPlace;
    }
}
