package io.moduli.repository;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;

/**
 * Where an artifact is in a Maven repository.
 *
 * @param group its group, such as {@code org.example}
 * @param artifact its name
 * @param extension what kind of file it is, {@code jar} as a rule
 * @param classifier tells several files of one artifact apart, such as {@code linux-x86_64}; empty for the main one
 * @param version a version, or a range of versions as Maven writes them, such as {@code [1.0,2.0)}
 */
public record MavenCoordinates(
        String group, String artifact, String extension, Optional<String> classifier, String version) {

    private static final String FORM = "group:artifact[:extension[:classifier]]:version";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.+-]+");
    private static final Pattern RANGES = Pattern.compile("[\\[(][A-Za-z0-9_.+,\\[\\]() -]*[\\])]");

    /** @throws IllegalArgumentException if a part is not a name or no version; the message says which */
    public MavenCoordinates {
        requireName("group", group);
        requireName("artifact", artifact);
        requireName("extension", extension);
        classifier.ifPresent(name -> requireName("classifier", name));
        requireVersion(version);
    }

    /**
     * Reads {@code group:artifact:version}, {@code group:artifact:extension:version} or {@code
     * group:artifact:extension:classifier:version}.
     *
     * @throws IllegalArgumentException if it is nothing of the kind; the message quotes it
     */
    public static MavenCoordinates parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        if (parts.size() < 3 || parts.size() > 5) {
            throw new IllegalArgumentException(
                    "\"%s\" are not Maven coordinates, which are written %s".formatted(text, FORM));
        }
        try {
            return new MavenCoordinates(
                    parts.get(0),
                    parts.get(1),
                    parts.size() > 3 ? parts.get(2) : "jar",
                    parts.size() > 4 ? Optional.of(parts.get(3)) : Optional.empty(),
                    parts.getLast());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"%s\" are not Maven coordinates: %s".formatted(text, e.getMessage()), e);
        }
    }

    /** Whether the version is a range, of which the highest version that there is will be taken. */
    public boolean isRange() {
        return version.startsWith("[") || version.startsWith("(");
    }

    /** The same artifact in another version. */
    public MavenCoordinates withVersion(String other) {
        return new MavenCoordinates(group, artifact, extension, classifier, other);
    }

    /** Group and artifact alone, which are the same for all versions: {@code org.example:ring}. */
    public String unversioned() {
        return group + ":" + artifact;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        if (classifier.isPresent()) {
            return String.join(":", group, artifact, extension, classifier.get(), version);
        }
        return extension.equals("jar")
                ? String.join(":", group, artifact, version)
                : String.join(":", group, artifact, extension, version);
    }

    private static void requireName(String part, String name) {
        if (!NAME.matcher(name).matches() || name.startsWith(".")) {
            throw new IllegalArgumentException(
                    "the %s is \"%s\"; it must be of letters, digits, points, hyphens and underscores".formatted(part,
                            name));
        }
    }

    private static void requireVersion(String version) {
        boolean ranges = version.startsWith("[") || version.startsWith("(");
        if (!(ranges ? RANGES : VERSION).matcher(version).matches() || version.startsWith(".")) {
            throw new IllegalArgumentException(
                    "the version is \"%s\"; it must be a version such as 1.2.0 or a range such as [1.2,2.0)".formatted(
                            version));
        }
        try {
            new GenericVersionScheme().parseVersionConstraint(version);
        } catch (InvalidVersionSpecificationException e) {
            throw new IllegalArgumentException(
                    "the version range \"%s\" is malformed: %s".formatted(version, e.getMessage()), e);
        }
    }
}
