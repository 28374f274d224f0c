package __package__;

import io.moduli.api.ComponentContext;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.MetricDefinition;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The task {@code __name__}. What is here is the least that keeps the contract, to repeat each number at once: put your own in
 * its place.
 *
 * @param settings what a pipeline says
 * @param context where randomness comes from
 */
public record __Name__Task(Settings settings, ComponentContext context) implements Task {

    /** What a pipeline says. */
    @Description("__description__")
    @MetricDefinition(name = "error", value = "Squared error of the answers, mean over all of them")
    public record Settings(
            @Description("Time steps of a sequence") @Default("20") @Range(min = 1) int sequenceLength,
            @Description("Sequences in a batch") @Default("32") @Range(min = 1) int batch,
            @Description("Batches in an epoch") @Default("100") @Range(min = 1) int batches) {
    }

    @Override
    public OpenTask open() {
        return new Numbers(settings, context, new TaskShape(new Input.Dense(1), new InitialState.Zero(),
                ReadOut.EVERY_STEP, 1, Loss.Standard.SQUARED_ERROR, settings.sequenceLength(), settings.batch()));
    }

    private record Numbers(Settings settings, ComponentContext context, TaskShape shape) implements OpenTask {

        @Override
        public long batches(Split split) {
            return settings.batches();
        }

        /** Sequences lie side by side, time step after time step. */
        @Override
        public void fill(Split split, long index, Batch batch) {
            RandomGenerator random = context.random(split + "/" + index);
            for (int column = 0; column < batch.input().columns(); column++) {
                float number = random.nextFloat();
                batch.input().set(0, column, number);
                batch.target().set(0, column, number);
            }
        }

        @Override
        public Evaluation evaluation(Split split) {
            return new Errors();
        }
    }

    private static final class Errors implements Evaluation {

        private double squares;
        private long count;

        @Override
        public void add(Batch batch, Matrix outputs) {
            for (int column = 0; column < outputs.columns(); column++) {
                squares += Math.pow(outputs.get(0, column) - batch.target().get(0, column), 2);
            }
            count += outputs.columns();
        }

        @Override
        public List<Metric> metrics() {
            return List.of(new Metric("error", squares / count));
        }
    }
}
