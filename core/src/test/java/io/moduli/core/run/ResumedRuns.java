package io.moduli.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.api.task.FittedState;
import io.moduli.core.files.Checksum;
import io.moduli.core.cell.CorePlugin;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Resumes runs in a folder, and compares what runs leave.
 *
 * @param folder where they lie
 */
record ResumedRuns(Path folder) {

    private static final List<String> OF_THE_CLOCK = List.of("seconds", "batch_share", "steps_per_second");

    /** Resumes a run and has it run to its end. */
    List<String> resume(String out, String... overrides) throws Exception {
        return resume(out, new PipelineListener() {}, overrides);
    }

    List<String> resume(String out, PipelineListener listener, String... overrides) throws Exception {
        Path directory = folder.resolve(out);
        try (RunResumption resumption = RunResumption.open(directory)) {
            Optional<FittedState> fitted = resumption.fitted();
            LoadedPipeline own = load(directory, List.of(), fitted);
            LoadedPipeline changed = load(directory, List.of(overrides), fitted);
            resumption.prepare(own, changed, List.of(overrides), false).execute(listener, new Cancellation());
            return resumption.warnings();
        }
    }

    private LoadedPipeline load(Path directory, List<String> overrides, Optional<FittedState> fitted)
            throws Exception {
        PipelineLoader loader = new PipelineLoader(
                PluginRegistry.of(List.of(new CorePlugin(), new TestPlugin())), folder, Long.MAX_VALUE);
        ConfigurationSource source = ConfigurationSource.file(directory.resolve(RunDirectory.PIPELINE));
        return (fitted.isPresent() ? loader.load(source, overrides, fitted.get()) : loader.load(source, overrides))
                .orElseThrow();
    }

    /** What there is of a run at a moment, as a process leaves it that is killed then. */
    void copy(String from, String to) {
        try (Stream<Path> files = Files.walk(folder.resolve(from))) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(to).resolve(folder.resolve(from).relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** What a run has left, by file, without what the clock says and without checkpoints. */
    Map<String, Object> left(String out) throws IOException {
        Map<String, Object> left = new TreeMap<>();
        Path directory = folder.resolve(out);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString();
                if (!name.startsWith(RunDirectory.CHECKPOINTS)
                        && !List.of(RunDirectory.PROVENANCE, RunDirectory.REPORT).contains(name)) {
                    left.put(name, content(file));
                }
            }
        }
        return left;
    }

    private static Object content(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        if (file.endsWith(RunDirectory.SUMMARY)) {
            return withoutClock(json.readTree(file.toFile()));
        }
        if (file.endsWith(RunDirectory.METRICS)) {
            StringBuilder lines = new StringBuilder();
            for (String line : Files.readAllLines(file)) {
                lines.append(withoutClock(json.readTree(line))).append('\n');
            }
            return lines.toString();
        }
        return Checksum.ofFile(file);
    }

    private static JsonNode withoutClock(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_CLOCK);
        }
        node.forEach(ResumedRuns::withoutClock);
        return node;
    }
}
