package io.moduli.distribution;

import io.moduli.core.config.problem.Nearest;
import io.moduli.distribution.LoadedManifest.Complaint;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds all that goes into a distribution and is no jar. */
final class ContentCollector {

    private static final String CONF = ".conf";

    private final Host host;
    private final Map<String, PackagedFile> files = new LinkedHashMap<>();
    private final List<Complaint> complaints = new ArrayList<>();

    ContentCollector(Host host) {
        this.host = host;
    }

    /** The host's programs and texts, and what a manifest adds to them or puts in their place. */
    List<PackagedFile> collect(DistributionManifest manifest) throws IOException {
        for (Map.Entry<String, Path> file : host.files().entrySet()) {
            files.put(file.getKey(), PackagedFile.of(file.getKey(), file.getValue(), Origin.HOST)
                    .executable(Host.isProgram(file.getKey())));
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
        if (manifest.readme().isPresent()) {
            Path readme = manifest.readme().get();
            if (Files.isRegularFile(readme)) {
                files.put("README.md", PackagedFile.of("README.md", readme, Origin.MANIFEST));
            } else {
                complain("readme", Absent.describe(readme));
            }
        }
        return List.copyOf(files.values());
    }

    List<Complaint> complaints() {
        return complaints;
    }

    private void bundled(String key, String name) throws IOException {
        SortedMap<String, Path> pipelines = new TreeMap<>(Host.below(host.pipelines(), ""));
        pipelines.keySet().removeIf(path -> !path.endsWith(CONF));
        if (name.isEmpty()) {
            for (Map.Entry<String, Path> pipeline : pipelines.entrySet()) {
                add(key, "examples/" + pipeline.getKey(), pipeline.getValue(), Origin.HOST);
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
            add(key, "examples/" + name + CONF, file, Origin.HOST);
        }
    }

    private void pipeline(String key, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            complain(key, Absent.describe(file));
        } else if (!file.toString().endsWith(CONF)) {
            complain(key, file + " is no pipeline: its name must end with .conf");
        } else {
            add(key, "examples/" + file.getFileName(), file, Origin.MANIFEST);
        }
    }

    private void folder(String key, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            complain(key, Absent.describe(folder));
            return;
        }
        SortedMap<String, Path> pipelines = Host.below(folder, "examples/");
        if (pipelines.keySet().stream().noneMatch(path -> path.endsWith(CONF))) {
            complain(key, folder + " holds no pipeline, whose name would end with .conf");
        }
        for (Map.Entry<String, Path> pipeline : pipelines.entrySet()) {
            add(key, pipeline.getKey(), pipeline.getValue(), Origin.MANIFEST);
        }
    }

    private void anywhere(String setting, List<Path> paths, String prefix) throws IOException {
        for (int index = 0; index < paths.size(); index++) {
            String key = setting + "." + index;
            Path path = paths.get(index);
            if (!Files.exists(path)) {
                complain(key, Absent.describe(path));
                continue;
            }
            Map<String, Path> found = Files.isDirectory(path)
                    ? Host.below(path, prefix)
                    : Map.of(prefix + path.getFileName(), path);
            for (Map.Entry<String, Path> file : found.entrySet()) {
                add(key, file.getKey(), file.getValue(), Origin.MANIFEST);
            }
        }
    }

    /** Takes the place of the host's conf/ and docs/, but of nothing else that the manifest names. */
    private void add(String key, String path, Path file, Origin origin) throws IOException {
        PackagedFile earlier = files.get(path);
        boolean own = path.startsWith("examples/");
        if (earlier != null && (own || earlier.origin() == Origin.MANIFEST)) {
            complain(key, "%s would be %s, which %s is already".formatted(file, path, earlier.file()));
        } else {
            files.put(path, PackagedFile.of(path, file, origin));
        }
    }

    private void complain(String key, String message) {
        complaints.add(new Complaint(key, message));
    }
}
