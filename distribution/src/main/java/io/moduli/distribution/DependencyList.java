package io.moduli.distribution;

import io.moduli.repository.MavenCoordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code mvn dependency:list} writes: a line {@code group:artifact:jar[:classifier]:version:scope:path} each. */
final class DependencyList {

    /**
     * The group of our own artifacts, which are in no repository while they are being built, and which describe
     * themselves.
     */
    private static final String OURS = "io.moduli";

    private static final Pattern LINE = Pattern.compile("\\s*(?<group>[^:\\s]+):(?<artifact>[^:]+):(?<extension>[^:]+)"
            + "(:(?<classifier>[^:]+))?:(?<version>[^:]+):(?<scope>compile|runtime):(?<path>.+?)(\\s--\\smodule\\s.*)?");

    private DependencyList() {}

    static List<HostLibrary> read(Path file) throws IOException {
        List<HostLibrary> libraries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("The following files")) {
                libraries.add(library(line));
            }
        }
        return libraries;
    }

    static HostLibrary library(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a dependency with its file: " + line);
        }
        MavenCoordinates coordinates = new MavenCoordinates(parts.group("group"), parts.group("artifact"),
                parts.group("extension"), Optional.ofNullable(parts.group("classifier")), parts.group("version"));
        Path file = Path.of(parts.group("path"));
        return new HostLibrary(HostLibrary.fileName(coordinates), file, Optional.of(coordinates),
                coordinates.group().equals(OURS)
                        ? Optional.of(JarDescription.read(file).artifact())
                        : Optional.empty());
    }
}
