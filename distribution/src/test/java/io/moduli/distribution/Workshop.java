package io.moduli.distribution;

import io.moduli.core.bundle.BundleForge;
import io.moduli.core.files.Checksum;
import io.moduli.distribution.Host.HostBundle;
import io.moduli.install.MadeBundle;
import io.moduli.repository.ArtifactDescription;
import io.moduli.repository.MavenCoordinates;
import io.moduli.repository.MavenUser;
import io.moduli.repository.TestRepository;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small Moduli to build distributions from, a Maven repository, and a folder to write manifests into. */
final class Workshop {

    final Path folder;
    /** What the last build said while it was at work. */
    final List<String> progress = new ArrayList<>();
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
                "bin/moduli", write("host/bin/moduli", "#!/bin/sh"),
                "conf/logging.properties", write("host/conf/logging.properties", "level=warn"),
                "docs/tasks.md", write("host/docs/tasks.md", "tasks"));
        write("host/examples/addition.conf", pipeline("addition"));
        write("host/examples/paper/addition.conf", pipeline("paper"));
        Path standard = BundleForge.bundle("standard").header("Bundle-Version", "1.0.0")
                .source("standard.EchoTask", echo())
                .members(
                        """
                                public java.util.List<ComponentFactory<?, ? extends io.moduli.api.task.Task>> tasks() {
                                    return java.util.List.of(ComponentFactory.of("echo", EchoTask.Settings.class, EchoTask::new));
                                }
                                """)
                .write(home.resolve("plugins/standard/standard-1.0.0.jar"));
        this.host = new Host("9.9", libraries, new TreeMap<>(files),
                List.of(new HostBundle("standard",
                        List.of(new HostLibrary("standard-1.0.0.jar", standard, Optional.empty(),
                                Optional.of(ArtifactDescription.NOTHING))))),
                home.resolve("examples"));
    }

    private HostLibrary library(Path home, String coordinates) throws IOException {
        MavenCoordinates parsed = MavenCoordinates.parse(coordinates);
        String name = HostLibrary.fileName(parsed);
        return new HostLibrary(name, write(home.resolve("lib").resolve(name).toString(), coordinates),
                Optional.of(parsed), Optional.of(ArtifactDescription.NOTHING));
    }

    /** A task to repeat numbers, which begins plugins of tasks that have no example. */
    private static String echo() throws IOException {
        return Files.readString(Path.of("src/main/templates/blank/task/__Name__Task.java"))
                .replace("__package__", "standard").replace("__Name__", "Echo").replace("__name__", "echo");
    }

    /** A pipeline that the standard plugin is enough for. */
    static String pipeline(String name) {
        return """
                name = %s
                task { type = echo }
                network { cell { type = elman }, hidden = 4 }
                stages = [{ type = train, epochs = 1 }]
                """.formatted(name);
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
        return new BuildRequest(manifest, List.of(), output, Optional.empty(), locked, Optional.empty(),
                folder.resolve("lab"), user(), Optional.empty());
    }

    /** A request of the manifest with one of its settings changed. */
    BuildRequest overridden(Path manifest, Path output, String override) throws IOException {
        return new BuildRequest(manifest, List.of(override), output, Optional.empty(), false, Optional.empty(),
                folder.resolve("lab"), user(), Optional.empty());
    }

    List<Path> build(Path manifest, Path output) throws Exception {
        return build(request(manifest, output, false));
    }

    List<Path> buildLocked(Path manifest, Path output) throws Exception {
        return build(request(manifest, output, true));
    }

    List<Path> build(BuildRequest request) throws Exception {
        progress.clear();
        return new DistributionBuilder(host, coreAlone(), progress::add).build(request);
    }

    /** A class path on which no plugin is but core's own. */
    static ClassLoader coreAlone() {
        return new ClassLoader(Workshop.class.getClassLoader()) {

            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                List<URL> all = Collections.list(super.getResources(name));
                all.removeIf(url -> name.startsWith("META-INF/services/io.moduli")
                        && !url.getPath().contains("/core/") && !url.getPath().contains("moduli-core"));
                return Collections.enumeration(all);
            }
        };
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
