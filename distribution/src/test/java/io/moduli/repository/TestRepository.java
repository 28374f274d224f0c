package io.moduli.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Maven repository in a folder, and settings that make it the only one that is asked. */
public final class TestRepository {

    private final Path folder;

    /** @param folder gets {@code remote}, {@code local} and {@code settings.xml} */
    public TestRepository(Path folder) {
        this.folder = folder;
    }

    /** Whose settings mirror everything to {@code remote}. */
    public MavenUser user() throws IOException {
        return user(remote().toUri().toString());
    }

    /** Whose settings mirror everything to somewhere. */
    public MavenUser user(String mirror) throws IOException {
        Path settings = folder.resolve("settings.xml");
        Files.writeString(settings, """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors><mirror><id>test</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
                </settings>
                """.formatted(folder.resolve("local"), mirror));
        return new MavenUser(Optional.of(settings), false);
    }

    /** The repository that settings name. */
    public Path remote() {
        return folder.resolve("remote");
    }

    /**
     * Puts an artifact into {@code remote}, with a jar that has its name as content.
     *
     * @param dependencies each {@code group:artifact:version} with {@code /scope} behind it, or {@code /optional}
     */
    public Path add(String coordinates, String... dependencies) throws IOException {
        Path jar = place(coordinates, "jar");
        Files.writeString(jar, coordinates);
        add(coordinates, jar, dependencies);
        return jar;
    }

    /** Puts an artifact with a jar from elsewhere into {@code remote}. */
    public void add(String coordinates, Path jar, String... dependencies) throws IOException {
        Path place = place(coordinates, "jar");
        if (!jar.equals(place)) {
            Files.copy(jar, place);
        }
        String[] parts = coordinates.split(":");
        Path pom = place(coordinates, "pom");
        Files.writeString(pom, """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>
                  <dependencies>%s</dependencies>
                </project>
                """.formatted(parts[0], parts[1], parts[2],
                Arrays.stream(dependencies).map(TestRepository::dependency).collect(Collectors.joining())));
        writeChecksum(place);
        writeChecksum(pom);
        writeVersions(parts[0], parts[1]);
    }

    /** Writes the checksum that stands beside every file of a repository. */
    public static void writeChecksum(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
            Files.writeString(file.resolveSibling(file.getFileName() + ".sha1"), HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path place(String coordinates, String extension) throws IOException {
        String[] parts = coordinates.split(":");
        Path folder = remote().resolve(parts[0].replace('.', '/')).resolve(parts[1]).resolve(parts[2]);
        return Files.createDirectories(folder).resolve(parts[1] + "-" + parts[2] + "." + extension);
    }

    private static String dependency(String text) {
        String[] parts = text.split("[:/]");
        String how = parts.length < 4 ? "" : parts[3].equals("optional")
                ? "<optional>true</optional>"
                : "<scope>" + parts[3] + "</scope>";
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>"
                .formatted(parts[0], parts[1], parts[2], how);
    }

    private void writeVersions(String group, String artifact) throws IOException {
        Path folder = remote().resolve(group.replace('.', '/')).resolve(artifact);
        try (var versions = Files.list(folder)) {
            List<String> names = versions.filter(Files::isDirectory).map(version -> version.getFileName().toString())
                    .sorted().toList();
            Files.writeString(folder.resolve("maven-metadata.xml"), """
                    <metadata><groupId>%s</groupId><artifactId>%s</artifactId><versioning><versions>%s</versions></versioning></metadata>
                    """.formatted(group, artifact,
                    names.stream().map("<version>%s</version>"::formatted).collect(Collectors.joining())));
            writeChecksum(folder.resolve("maven-metadata.xml"));
        }
    }
}
