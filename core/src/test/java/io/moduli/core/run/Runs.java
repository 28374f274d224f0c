package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.api.Plugin;
import io.moduli.core.cell.CorePlugin;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.loading.PipelineLoading;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Loads and runs pipelines in a folder of the test's own.
 *
 * @param plugins whose components they can name
 */
public record Runs(Path folder, List<Plugin> plugins) {

    /** @param others what there is beside the core's plugin and the tests' */
    public Runs(Path folder, Plugin... others) {
        this(folder, Stream.concat(Stream.of(new CorePlugin(), new TestPlugin()), Stream.of(others)).toList());
    }

    /** A pipeline without its stages. */
    public static final String BASE = """
            name = small, seed = 3
            task { type = small }
            network { cell { type = gru }, hidden = 6, geometry { space { type = line } } }
            optimizer { type = adamw, learning-rate = 1e-2 }
            regularizers = [{ type = absolute }]
            pruner { type = smallest, schedule { type = even, target = 0.8 } }
            engine { threads = 2 }
            """;

    public static final String TRAIN = "{ type = train, epochs = 2, steps-per-epoch = 3 }";

    public PipelineLoading load(String text, long bytes) {
        PluginRegistry registry = PluginRegistry.of(plugins);
        assertThat(registry.problems()).isEmpty();
        return new PipelineLoader(registry, folder, bytes).load(ConfigurationSource.text("small.conf", text),
                List.of());
    }

    /** What a pipeline without problems is warned of. */
    public List<String> warnings(String text) {
        PipelineLoading loading = load(text, Long.MAX_VALUE);
        assertThat(loading).isInstanceOf(PipelineLoading.Accepted.class);
        return ((PipelineLoading.Accepted) loading).warnings().stream().map(Problem::render).toList();
    }

    public List<String> problems(String text) {
        return problems(text, Long.MAX_VALUE);
    }

    public List<String> problems(String text, long bytes) {
        PipelineLoading loading = load(text, bytes);
        assertThat(loading).isInstanceOf(PipelineLoading.Rejected.class);
        return ((PipelineLoading.Rejected) loading).problems().stream().map(Problem::render).toList();
    }

    PipelineRun prepare(String out, String text) throws BadInputException {
        PipelineLoading loading = load(text, Long.MAX_VALUE);
        if (loading instanceof PipelineLoading.Rejected(List<Problem> problems)) {
            throw new AssertionError(problems.stream().map(Problem::render).toList());
        }
        return PipelineRun.prepare(
                ((PipelineLoading.Accepted) loading).pipeline(), Optional.of(folder.resolve(out)));
    }

    RunSummary run(String out, String text) throws Exception {
        return prepare(out, text).execute(new PipelineListener() {}, new Cancellation());
    }

    Path file(String out, String name) {
        return folder.resolve(out).resolve(name);
    }

    JsonNode json(String out, String name) throws IOException {
        return new ObjectMapper().readTree(file(out, name).toFile());
    }

    List<JsonNode> metrics(String out) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return Files.readAllLines(file(out, RunDirectory.METRICS)).stream().map(line -> {
            try {
                return json.readTree(line);
            } catch (IOException broken) {
                throw new AssertionError(line, broken);
            }
        }).toList();
    }

    List<JsonNode> epochs(String out) throws IOException {
        return metrics(out).stream().filter(line -> line.get("event").asText().equals("epoch")).toList();
    }

    StoredTensors model(String out) throws IOException {
        return StoredTensors.read(file(out, RunDirectory.MODEL));
    }
}
