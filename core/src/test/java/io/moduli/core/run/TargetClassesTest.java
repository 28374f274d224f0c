package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
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
import io.moduli.api.testkit.TaskContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target class that is neither an output nor -1 is refused by the contract of tasks, by training and by evaluation. */
class TargetClassesTest {

    @TempDir
    Path folder;

    @Description("Which of four outputs, for each of five sequences")
    record Choice(
            @Default("0") @Description("The class in the third column") int third,
            @Default("train") @Description("The data that have it") Split split) implements Task {

        @Override
        public OpenTask open() {
            TaskShape shape = new TaskShape(new Input.Dense(2), new InitialState.Zero(), ReadOut.LAST_STEP, 4,
                    Loss.Standard.CLASS_CROSS_ENTROPY, 3, 5);
            return new OpenTask() {
                @Override
                public TaskShape shape() {
                    return shape;
                }

                @Override
                public long batches(Split of) {
                    return 3;
                }

                @Override
                public void fill(Split of, long index, Batch batch) {
                    SplittableRandom random = new SplittableRandom(31 * of.ordinal() + index);
                    for (int column = 0; column < shape.sequenceColumns(); column++) {
                        batch.input().set(0, column, (float) random.nextGaussian());
                        batch.input().set(1, column, (float) random.nextGaussian());
                    }
                    Arrays.setAll(batch.classes(), column -> column % 4);
                    batch.classes()[2] = of == split ? third : 2;
                }

                @Override
                public Evaluation evaluation(Split of) {
                    return new Evaluation() {
                        private int columns;

                        @Override
                        public void add(Batch batch, Matrix outputs) {
                            columns += outputs.columns();
                        }

                        @Override
                        public List<Metric> metrics() {
                            return List.of(new Metric("columns", columns));
                        }
                    };
                }
            };
        }
    }

    private static final class Choosing implements Plugin {

        @Override
        public String id() {
            return "choosing";
        }

        @Override
        public List<ComponentFactory<?, ? extends Task>> tasks() {
            return List.of(ComponentFactory.of("choice", Choice.class, Function.<Choice>identity()));
        }
    }

    private void run(int third, String split, String stages) throws Exception {
        new Runs(folder, new Choosing()).run("out", """
                name = small, seed = 3
                task { type = choice, third = %d, split = %s }
                network { cell { type = elman }, hidden = 4 }
                engine { threads = 2 }
                stages = [%s]
                """.formatted(third, split, stages));
    }

    @ParameterizedTest
    @CsvSource({"-100", "-2", "4", "1000"})
    void classesThatDoNotExistAreRefusedWhereverTheyAreMet(int wrong) throws IOException {
        for (Split split : Split.values()) {
            assertThat(TaskContract.check(new Choice(wrong, split))).singleElement().asString().isEqualTo(
                    "contents: Choice[third=%d, split=%s]: %2$s batch 0: classes[2] is %1$d, but must be from -1 to 3"
                            .formatted(wrong, split));
        }
        String said = "the task's target in column 2 is class %d, but the network has 4 outputs: classes are 0 to 3, or -1 where a column does not count"
                .formatted(wrong);
        assertThatThrownBy(() -> run(wrong, "train", "{ type = train, epochs = 1 }")).hasMessage(said);
        assertThatThrownBy(() -> new TargetClassesTest().in(folder.resolve("other"))
                .run(wrong, "test", "{ type = train, epochs = 1 }, { type = evaluate }")).hasMessage(said);
    }

    private TargetClassesTest in(Path other) {
        folder = other;
        return this;
    }

    @Test
    void outputsAndColumnsThatDoNotCountAreTaken() throws Exception {
        assertThat(TaskContract.check(new Choice(-1, Split.TRAIN))).isEmpty();
        assertThat(TaskContract.check(new Choice(3, Split.TEST))).isEmpty();

        run(-1, "test", "{ type = train, epochs = 1 }, { type = evaluate }");
    }
}
