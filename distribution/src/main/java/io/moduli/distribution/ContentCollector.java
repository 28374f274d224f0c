package io.moduli.distribution;

import io.moduli.core.config.problem.Nearest;
import io.moduli.distribution.LoadedManifest.Complaint;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import io.moduli.install.FolderFiles;
import io.moduli.repository.MavenCoordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds everything that goes into a distribution except jars. */
final class ContentCollector {

    static final String README = "README.md";
    static final String EXAMPLES = "examples/";
    private static final String CONF = ".conf";

    private final Host host;
    private final Consumer<String> progress;
    private final Map<String, PackagedFile> files = new LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final PackedPaths paths = new PackedPaths();
    private final List<Complaint> complaints = new ArrayList<>();

    /** @param progress is informed of files in a folder that are left out */
    ContentCollector(Host host, Consumer<String> progress) {
        this.host = host;
        this.progress = progress;
    }

    /** The host's programs and texts, and what a manifest adds or replaces. */
    List<PackagedFile> collect(DistributionManifest manifest) throws IOException {
        for (Map.Entry<String, Path> file : host.files().entrySet()) {
            if (DocumentPages.isMade(file.getKey(), host.files().keySet())) {
                continue;
            }
            paths.take(file.getKey());
            files.put(file.getKey(), PackagedFile.of(file.getKey(), file.getValue(), Origin.HOST)
                    .executable(Host.isProgram(file.getKey()) || PackagedFile.isProgram(file.getValue()))
                    .artifact(Host.artifact(file.getKey()).map(MavenCoordinates::toString)));
        }
        for (int index = 0; index < manifest.pipelines().size(); index++) {
            String key = "pipelines." + index;
            switch (manifest.pipelines().get(index)) {
                case PipelineSource.Bundled bundled -> bundled(key, bundled.name().orElse(""));
                case PipelineSource.File file -> pipeline(key + ".path", file.path());
                case PipelineSource.Folder folder -> folder(key + ".path", folder.path());
            }
        }
        anywhere("configuration", manifest.configuration(), "conf/");
        anywhere("documents", manifest.documents(), "docs/");
        anywhere("additions", manifest.additions(), "additions/");
        if (manifest.readme().isPresent()) {
            Path readme = manifest.readme().get();
            if (Files.isRegularFile(readme)) {
                files.put(README, PackagedFile.of(README, readme, Origin.MANIFEST));
            } else {
                complain("readme", Absent.describe(readme));
            }
        }
        return List.copyOf(files.values());
    }

    List<Complaint> complaints() {
        return complaints;
    }

    /** The keys at which the manifest names files, by their paths. */
    Map<String, String> keys() {
        return keys;
    }

    private void bundled(String key, String name) throws IOException {
        SortedMap<String, Path> pipelines = FolderFiles.of(host.pipelines()).files();
        pipelines.keySet().removeIf(path -> !path.endsWith(CONF));
        if (name.isEmpty()) {
            for (Map.Entry<String, Path> pipeline : pipelines.entrySet()) {
                add(key, EXAMPLES + pipeline.getKey(), pipeline.getValue(), Origin.HOST);
            }
            return;
        }
        Path file = pipelines.get(name + CONF);
        if (file == null) {
            List<String> names = pipelines.keySet().stream()
                    .map(path -> path.substring(0, path.length() - CONF.length())).toList();
            complain(key + ".name", "this Moduli has no pipeline \"%s\"%s; it has %s".formatted(name,
                    Nearest.hint(name, names), String.join(", ", names)));
        } else {
            add(key, EXAMPLES + name + CONF, file, Origin.HOST);
        }
    }

    private void pipeline(String key, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            complain(key, Absent.describe(file));
        } else if (!file.toString().endsWith(CONF)) {
            complain(key, file + " is not a pipeline: its name must end with .conf");
        } else {
            add(key, EXAMPLES + file.getFileName(), file, Origin.MANIFEST);
        }
    }

    private void folder(String key, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            complain(key, Absent.describe(folder));
            return;
        }
        SortedMap<String, Path> pipelines = below(key, folder, EXAMPLES);
        if (pipelines.keySet().stream().noneMatch(path -> path.endsWith(CONF))) {
            complain(key, folder + " holds no pipeline, whose name would end with .conf");
        }
        for (Map.Entry<String, Path> pipeline : pipelines.entrySet()) {
            add(key, pipeline.getKey(), pipeline.getValue(), Origin.MANIFEST);
        }
    }

    private void anywhere(String setting, List<Path> named, String prefix) throws IOException {
        for (int index = 0; index < named.size(); index++) {
            String key = setting + "." + index;
            Path path = named.get(index);
            if (!Files.exists(path)) {
                complain(key, Absent.describe(path));
                continue;
            }
            Map<String, Path> found = Files.isDirectory(path)
                    ? below(key, path, prefix)
                    : Map.of(prefix + path.getFileName(), path);
            for (Map.Entry<String, Path> file : found.entrySet()) {
                add(key, file.getKey(), file.getValue(), Origin.MANIFEST);
            }
        }
    }

    private SortedMap<String, Path> below(String key, Path folder, String prefix) throws IOException {
        FolderFiles found = FolderFiles.of(folder);
        found.refused().forEach(line -> complain(key, folder + ": " + line));
        if (!found.leftOut().isEmpty()) {
            progress.accept("left out of %s: %s".formatted(folder, String.join(", ", found.leftOut())));
        }
        SortedMap<String, Path> prefixed = new TreeMap<>();
        found.files().forEach((path, file) -> prefixed.put(prefix + path, file));
        return prefixed;
    }

    /** Replaces files of the host's conf/ and docs/, but nothing else that the manifest names. */
    private void add(String key, String path, Path file, Origin origin) throws IOException {
        PackagedFile earlier = files.get(path);
        boolean own = path.startsWith(EXAMPLES);
        paths.take(path).ifPresent(why -> complain(key, "%s cannot be packed: %s".formatted(file, why)));
        if (path.equals(DistributionTexts.IDENTITY)) {
            complain(key, "%s would be %s, which the build writes itself".formatted(file, path));
        } else if (earlier != null && (own || earlier.origin() == Origin.MANIFEST)) {
            complain(key, "%s would be %s, which %s is already".formatted(file, path, earlier.file()));
        } else {
            files.put(path, PackagedFile.of(path, file, origin).executable(PackagedFile.isProgram(file)));
            keys.put(path, key);
        }
    }

    private void complain(String key, String message) {
        complaints.add(new Complaint(key, message));
    }
}
