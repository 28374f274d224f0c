package io.moduli.distribution;

import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.loading.PipelineLoading;
import io.moduli.core.plugin.PluginRegistry;
import io.moduli.distribution.LoadedManifest.Complaint;
import io.moduli.distribution.archive.PackagedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Validates the pipelines of a distribution as they will be after unpacking: with the packed plugins, and with no files
 * other than the packed ones.
 */
final class PipelineCheck {

    private static final Pattern INCLUDE = Pattern.compile("\\binclude\\s+(?:required\\()?(?:file\\()?\"([^\"]+)\"");

    private final PluginRegistry registry;
    private final Path staging;
    private final Path workingFolder;
    private final Consumer<String> progress;
    private final Map<String, String> originals = new HashMap<>();

    /**
     * @param registry the components of the packed plugins
     * @param staging a folder to put the files into, which is not there yet
     * @param workingFolder what files are shown relative to
     * @param progress is informed of what is allowed, but probably not intended
     */
    PipelineCheck(PluginRegistry registry, Path staging, Path workingFolder, Consumer<String> progress) {
        this.registry = registry;
        this.staging = staging;
        this.workingFolder = workingFolder.toAbsolutePath().normalize();
        this.progress = progress;
    }

    /**
     * Validates all pipelines, but not those files that another one includes, which need not be whole.
     *
     * @param files of the archive that pipelines may refer to
     * @param keys where the manifest names files, by their paths
     */
    List<Complaint> check(List<PackagedFile> files, Map<String, String> keys) throws IOException {
        for (PackagedFile file : files) {
            Path staged = staging.resolve(file.path());
            Files.createDirectories(staged.resolveSibling(""));
            Files.copy(file.file(), staged);
            originals.put(file.path(), shown(file.file()));
        }
        List<String> pipelines = files.stream().map(PackagedFile::path)
                .filter(path -> path.startsWith(ContentCollector.EXAMPLES) && path.endsWith(".conf")).sorted().toList();
        Set<Path> included = new HashSet<>();
        for (String pipeline : pipelines) {
            included.addAll(includedBy(staging.resolve(pipeline)));
        }
        PipelineLoader loader = PipelineLoader.forAnotherMachine(registry, staging);
        List<Complaint> complaints = new ArrayList<>();
        for (String pipeline : pipelines) {
            Path file = staging.resolve(pipeline);
            if (!included.contains(file)) {
                switch (loader.load(ConfigurationSource.file(file))) {
                    case PipelineLoading.Accepted accepted ->
                        accepted.warnings().forEach(warning -> progress.accept("warning: " + original(warning)));
                    case PipelineLoading.Rejected rejected -> rejected.problems().forEach(problem -> complaints
                            .add(new Complaint(keys.getOrDefault(pipeline, "pipelines"), original(problem))));
                }
            }
        }
        return complaints;
    }

    private static Set<Path> includedBy(Path pipeline) throws IOException {
        Set<Path> included = new HashSet<>();
        // Text that is not UTF-8 is reported when the pipeline is validated; any text can be read as Latin-1.
        INCLUDE.matcher(Files.readString(pipeline, StandardCharsets.ISO_8859_1)).results().forEach(include -> {
            Path named = pipeline.resolveSibling(include.group(1)).normalize();
            included.add(named);
            included.add(named.resolveSibling(named.getFileName() + ".conf"));
        });
        return included;
    }

    /** A problem with the name of the file that was packed. */
    private String original(Problem problem) {
        String place = problem.origin().place();
        String rendered = problem.render();
        String original = originals.get(place.replace('\\', '/'));
        String told = original == null ? rendered : original + rendered.substring(place.length());
        return told.replace(staging.toString(), "the archive");
    }

    private String shown(Path file) {
        return file.startsWith(workingFolder) ? workingFolder.relativize(file).toString() : file.toString();
    }
}
