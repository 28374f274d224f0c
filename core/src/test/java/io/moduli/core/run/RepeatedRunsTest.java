package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentContext;
import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.core.SmallTask;
import io.moduli.core.cell.CorePlugin;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One loaded pipeline, run again and again. */
class RepeatedRunsTest {

    private static final String PIPELINE = """
            name = small, seed = 3
            task { type = noted }
            network { cell { type = elman }, hidden = 5 }
            optimizer { type = sgd, learning-rate = 1e-2 }
            regularizers = [{ type = wearing }]
            stages = [{ type = train, epochs = 2 }, { type = evaluate }]
            """;

    @TempDir
    Path folder;

    private final List<String> events = new ArrayList<>();

    private LoadedPipeline load() throws BadInputException {
        return new PipelineLoader(PluginRegistry.of(List.of(new CorePlugin(), new Noting())), folder)
                .load(ConfigurationSource.text("small.conf", PIPELINE)).orElseThrow();
    }

    private PipelineRun prepare(LoadedPipeline pipeline, String out) throws BadInputException {
        return PipelineRun.prepare(pipeline, Optional.of(folder.resolve(out)));
    }

    @Test
    void everyRunOfALoadedPipelineComesToTheSameBytesInItsOwnDirectory() throws Exception {
        LoadedPipeline pipeline = load();
        for (String out : List.of("first", "second", "third")) {
            prepare(pipeline, out).execute(new PipelineListener() {});
        }

        byte[] first = Files.readAllBytes(folder.resolve("first/model.safetensors"));
        assertThat(folder.resolve("second/model.safetensors")).hasBinaryContent(first);
        assertThat(folder.resolve("third/model.safetensors")).hasBinaryContent(first);
        for (String out : List.of("first", "second", "third")) {
            assertThat(folder.resolve(out).resolve("opened.txt")).hasContent(folder.resolve(out).toString());
        }
    }

    @Test
    void runsThatArePreparedTogetherKeepApart() throws Exception {
        LoadedPipeline pipeline = load();
        PipelineRun first = prepare(pipeline, "first");
        PipelineRun second = prepare(pipeline, "second");
        second.execute(new PipelineListener() {});
        first.execute(new PipelineListener() {});

        assertThat(folder.resolve("second/model.safetensors"))
                .hasBinaryContent(Files.readAllBytes(folder.resolve("first/model.safetensors")));
        assertThat(folder.resolve("first/opened.txt")).hasContent(folder.resolve("first").toString());
        assertThat(folder.resolve("second/opened.txt")).hasContent(folder.resolve("second").toString());
    }

    @Test
    void aPipelineThatIsNeverRunLeavesNothingOpen() throws Exception {
        LoadedPipeline pipeline = load();
        assertThat(events).containsExactly("made", "opened", "closed");

        prepare(pipeline, "never executed");
        assertThat(events).as("the first run takes the components that were checked").hasSize(3);
        prepare(pipeline, "never executed either");
        assertThat(events).containsExactly("made", "opened", "closed", "made");

        prepare(pipeline, "executed").execute(new PipelineListener() {});
        assertThat(events).endsWith("closed", "made", "made", "opened", "closed");
    }

    /** A task that notes its directory, and a regularizer that is another one each time that it is bound. */
    private final class Noting implements Plugin {

        @Override
        public String id() {
            return "noting";
        }

        @Override
        public List<ComponentFactory<?, ? extends Task>> tasks() {
            return List.of(ComponentFactory.of("noted", NoSettings.class, (_, context) -> {
                events.add("made");
                return new NotedTask(context);
            }));
        }

        @Override
        public List<ComponentFactory<?, ? extends Regularizer>> regularizers() {
            return List.of(ComponentFactory.of("wearing", NoSettings.class, _ -> new Wearing()));
        }
    }

    record NoSettings() {}

    private final class NotedTask implements Task {

        private final ComponentContext context;

        NotedTask(ComponentContext context) {
            this.context = context;
        }

        @Override
        public OpenTask open() throws IOException {
            events.add("opened");
            if (context.outputDirectory().isPresent()) {
                Path directory = context.outputDirectory().get();
                Files.writeString(directory.resolve("opened.txt"), directory.toString());
            }
            OpenTask task = new SmallTask(new TaskShape(
                    new Input.Dense(1), new InitialState.Zero(), ReadOut.EVERY_STEP, 3, Loss.Standard.SQUARED_ERROR, 4,
                    8));
            return new OpenTask() {
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
                    return task.evaluation(split);
                }

                @Override
                public void close() {
                    events.add("closed");
                }
            };
        }
    }

    /** Adds to the gradients the number of times that it has been bound, which it should not remember. */
    private static final class Wearing implements Regularizer {

        private int bound;

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT);
        }

        @Override
        public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
            float slope = ++bound;
            return block -> add(slope, block);
        }

        private static double add(float slope, EntryBlock block) {
            for (int row = block.firstRow(); row < block.endRow(); row++) {
                for (long entry = block.begin(row); entry < block.end(row); entry++) {
                    float gradient = block.gradients().getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                    block.gradients().setAtIndex(ValueLayout.JAVA_FLOAT, entry, gradient + slope);
                }
            }
            return 0;
        }
    }
}
