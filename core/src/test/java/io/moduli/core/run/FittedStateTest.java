package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.ComponentContext;
import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.SettingException;
import io.moduli.api.state.StateArray;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.SmallTask;
import io.moduli.core.cell.CorePlugin;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network is evaluated by what its task was fitted to when it was trained, whatever the world outside has become. */
class FittedStateTest {

    private static final String PIPELINE = """
            name = fitted, seed = 3
            task { type = fitting }
            network { cell { type = gru }, hidden = 6 }
            optimizer { type = adamw, learning-rate = 1e-2 }
            stages = [{ type = train, epochs = 1, steps-per-epoch = 3 }, { type = evaluate }]
            """;

    /** Draws a number from the seed, which it reports as a metric. */
    @Description("A number")
    record Fitting(
            @Default("1") @Description("Its scale") double scale,
            ComponentContext context) implements Task {

        @Override
        public OpenTask open() {
            return new OpenFitting(new FittedState(
                    List.of(
                            new StateArray("number", List.of(1, 1), new double[] {context.random("n").nextDouble()}),
                            new StateArray("scale", List.of(1), new double[] {scale})),
                    Map.of("known-words", List.of("", " wide\u2028 ", "Größe"), "no-words", List.of())));
        }

        @Override
        public OpenTask open(FittedState fitted) {
            if (fitted.array("scale").values()[0] != scale) {
                throw new SettingException("scale", "the network was trained with another");
            }
            return new OpenFitting(fitted);
        }
    }

    @Description("Its settings")
    record Settings(@Default("1") @Description("Its scale") double scale) {}

    private record OpenFitting(SmallTask task, FittedState fitted) implements OpenTask {

        OpenFitting(FittedState fitted) {
            this(new SmallTask(new TaskShape(
                    new Input.Dense(1), new InitialState.Zero(), ReadOut.EVERY_STEP, 3, Loss.Standard.SQUARED_ERROR, 4,
                    8)), fitted);
        }

        @Override
        public TaskShape shape() {
            return task.shape();
        }

        @Override
        public long batches(Split split) {
            return task.batches(split);
        }

        @Override
        public void fill(Split split, long index, Batch batch) {
            task.fill(split, index, batch);
        }

        @Override
        public Evaluation evaluation(Split split) {
            return new Evaluation() {
                @Override
                public void add(Batch batch, Matrix outputs) {}

                @Override
                public List<Metric> metrics() {
                    return List.of(new Metric("number", fitted.array("number").values()[0]));
                }
            };
        }
    }

    private static final Plugin PLUGIN = new Plugin() {
        @Override
        public String id() {
            return "fitting";
        }

        @Override
        public List<ComponentFactory<?, ? extends Task>> tasks() {
            return List.of(ComponentFactory.of(
                    "fitting", Settings.class, (settings, context) -> new Fitting(settings.scale(), context)));
        }
    };

    @TempDir
    Path folder;

    private double trained;

    @BeforeEach
    void train() throws Exception {
        trained = new Runs(folder, PLUGIN).run("run", PIPELINE).stages().get(1).metrics().getFirst().value();
    }

    private double evaluate(String... overrides) throws IOException, BadInputException {
        PluginRegistry registry = PluginRegistry.of(List.of(new CorePlugin(), PLUGIN));
        LoadedPipeline pipeline = new PipelineLoader(registry, folder)
                .load(ConfigurationSource.text("fitted.conf", PIPELINE), List.of(overrides),
                        FittedFiles.read(folder.resolve("run")))
                .orElseThrow();
        return new RunEvaluation(pipeline, folder.resolve("run"), Optional.empty(), Optional.empty())
                .execute(new PipelineListener() {}, new Cancellation())
                .getFirst().report().metrics().getFirst().value();
    }

    @Test
    void whatWasDrawnFromTheSeedIsThatOfTheRunUnderAnotherSeed() throws Exception {
        assertThat(evaluate("seed=4")).isEqualTo(trained);
        assertThat(new Runs(folder, PLUGIN).run("other", PIPELINE.replace("seed = 3", "seed = 4"))
                .stages().get(1).metrics().getFirst().value()).isNotEqualTo(trained);
    }

    @Test
    void theFilesHoldWhatTheTaskHandedOut() throws Exception {
        FittedState read = FittedFiles.read(folder.resolve("run"));

        assertThat(read.array("number").shape()).containsExactly(1, 1);
        assertThat(read.array("number").values()).containsExactly(trained);
        assertThat(read.texts()).isEqualTo(
                Map.of("known-words", List.of("", " wide\u2028 ", "Größe"), "no-words", List.of()));
        assertThat(folder.resolve("run/task")).isDirectoryContaining("glob:**/known-words.txt")
                .isDirectoryContaining("glob:**/arrays.safetensors");
    }

    @Test
    void aSettingThatContradictsIsToldWithItsPlace() {
        assertThatThrownBy(() -> evaluate("task.scale=2"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("command line: task.scale: the network was trained with another");
    }

    @Test
    void aRunWithoutWhatItsTaskNeedsIsRefused() throws Exception {
        Files.delete(folder.resolve("run/task/arrays.safetensors"));

        assertThatThrownBy(this::evaluate)
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "fitted.conf:2: task: what the run has stored of its task does not fit: there is no array named scale");
    }

    @Test
    void filesThatAreDamagedAreNamed() throws Exception {
        Path words = folder.resolve("run/task/known-words.txt");
        Files.writeString(words, "one\ntw");
        assertThatThrownBy(this::evaluate).isInstanceOf(BadInputException.class)
                .hasMessage(words + ": its last line is cut off");

        Files.write(words, "Größe\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::evaluate).isInstanceOf(BadInputException.class).hasMessage(words + ": not UTF-8");
    }

    @Test
    void aTaskThatFitsNothingStoresNothing() throws Exception {
        new Runs(folder).run("plain", Runs.BASE + "stages = [" + Runs.TRAIN + "]");

        assertThat(folder.resolve("plain/task")).doesNotExist();
        assertThat(FittedFiles.read(folder.resolve("plain"))).isEqualTo(FittedState.NONE);
    }
}
