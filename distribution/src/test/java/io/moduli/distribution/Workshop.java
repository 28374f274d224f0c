package io.moduli.distribution;

import io.moduli.core.run.Checksum;
import io.moduli.distribution.Host.HostBundle;
import io.moduli.install.MadeBundle;
import io.moduli.repository.MavenCoordinates;
import io.moduli.repository.MavenUser;
import io.moduli.repository.TestRepository;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small Moduli to build distributions from, a Maven repository, and a folder to write manifests into. */
final class Workshop {

    final Path folder;
    final TestRepository repository;
    final Host host;

    Workshop(Path folder) throws IOException {
        this.folder = folder;
        this.repository = new TestRepository(folder.resolve("maven"));
        Files.createDirectories(folder.resolve("maven"));
        Path home = folder.resolve("host");
        List<HostLibrary> libraries = List.of(
                library(home, "example:native:jar:linux-x86_64:1.0"),
                library(home, "example:native:1.0"),
                library(home, "example:config:2.0"));
        Map<String, Path> files = Map.of(
                "LICENSE", write("host/LICENSE", "licence"),
                "README.md", write("host/README.md", "of the host"),
                "bin/moduli", write("host/bin/moduli", "#!/bin/sh"),
                "conf/logging.properties", write("host/conf/logging.properties", "level=warn"),
                "docs/tasks.md", write("host/docs/tasks.md", "tasks"));
        write("host/examples/addition.conf", "name = addition");
        write("host/examples/paper/addition.conf", "name = paper");
        Path standard = MadeBundle.of("standard", "1.0.0").jar(home.resolve("plugins/standard"));
        this.host = new Host("9.9", libraries, new TreeMap<>(files),
                List.of(new HostBundle("standard",
                        List.of(new HostLibrary("standard-1.0.0.jar", standard, Optional.empty())))),
                home.resolve("examples"));
    }

    private HostLibrary library(Path home, String coordinates) throws IOException {
        MavenCoordinates parsed = MavenCoordinates.parse(coordinates);
        String name = HostLibrary.fileName(parsed);
        return new HostLibrary(name, write(home.resolve("lib").resolve(name).toString(), coordinates),
                Optional.of(parsed));
    }

    Path write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Writes {@code lab/lab.conf}, with a name and a version. */
    Path manifest(String settings) throws IOException {
        return write("lab/lab.conf", "name = lab\nversion = 1.0\n" + settings);
    }

    MavenUser user() throws IOException {
        return repository.user();
    }

    BuildRequest request(Path manifest, Path output, boolean locked) throws IOException {
        return new BuildRequest(manifest, List.of(), output, BuildRequest.lockOf(manifest), locked, Optional.empty(),
                folder.resolve("lab"), user(), Optional.empty());
    }

    List<Path> build(Path manifest, Path output) throws Exception {
        return build(request(manifest, output, false));
    }

    List<Path> buildLocked(Path manifest, Path output) throws Exception {
        return build(request(manifest, output, true));
    }

    List<Path> build(BuildRequest request) throws Exception {
        try (URLClassLoader nothing = new URLClassLoader(new URL[0], null)) {
            return new DistributionBuilder(host, nothing).build(request);
        }
    }

    /** What is wrong with a manifest, without the folder of the test. */
    List<String> refusal(String settings) throws Exception {
        return refusal(request(manifest(settings), folder.resolve("refused"), false));
    }

    List<String> refusal(BuildRequest request) throws Exception {
        try {
            throw new AssertionError("was built: " + build(request));
        } catch (DistributionException e) {
            List<String> lines = new ArrayList<>();
            e.lines().forEach(line -> lines.add(line.replace(folder.toString(), "…")));
            return lines;
        }
    }

    /** The checksums of the files of a folder, hidden ones too, by name. */
    static Map<String, String> checksums(Path folder) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        for (String name : MadeBundle.names(folder)) {
            checksums.put(name, Checksum.ofFile(folder.resolve(name)));
        }
        return checksums;
    }
}
