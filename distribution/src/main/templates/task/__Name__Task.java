package __package__;

import io.moduli.api.ComponentContext;
import io.moduli.api.report.Exhibit;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.MetricDefinition;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * To continue a sine wave: the network hears u(t) = sin(ω t + φ) and must give u(t + ahead) at every step. Each sequence
 * has its own ω and φ, so the network has to find both out as it listens, and then keep the beat.
 *
 * @param settings what a pipeline says
 * @param context where randomness comes from
 */
public record __Name__Task(Settings settings, ComponentContext context) implements Task {

    /** What a pipeline says. */
    @Description("To continue a sine wave: predict it some steps ahead")
    @MetricDefinition(name = "error", baseline = "baseline-error", value = "Squared error of the answers, mean over all steps")
    @MetricDefinition(name = "baseline-error", value = "The error of always answering what is heard at the step itself")
    public record Settings(
            @Description("Time steps of a sequence") @Default("40") @Range(min = 2) int sequenceLength,
            @Description("Sequences in a batch") @Default("32") @Range(min = 1) int batch,
            @Description("Batches in an epoch") @Default("100") @Range(min = 1) int batches,
            @Description("How many steps to look ahead") @Default("3") @Range(min = 1) int ahead,
            @Description("The shortest period, in steps") @Default("8") @Range(min = 2) double shortest,
            @Description("The longest period, in steps") @Default("25") @Range(min = 2) double longest) {

        public Settings {
            if (shortest >= longest) {
                // The annotations check one value each. What they cannot say is said here, and reported with its line.
                throw new SettingException("shortest", "is %s, not below longest = %s".formatted(shortest, longest));
            }
        }
    }

    /** A task with data of its own reads it here, and says in {@code check()} what is wrong with it beforehand. */
    @Override
    public OpenTask open() {
        TaskShape shape = new TaskShape(new Input.Dense(1), new InitialState.Zero(), ReadOut.EVERY_STEP, 1,
                Loss.Standard.SQUARED_ERROR, settings.sequenceLength(), settings.batch());
        return new Waves(settings, context, shape);
    }

    private record Waves(Settings settings, ComponentContext context, TaskShape shape) implements OpenTask {

        private static final int SHOWN = 3;

        @Override
        public long batches(Split split) {
            return split == Split.TRAIN ? settings.batches() : Math.ceilDiv(settings.batches(), 10);
        }

        /** A pure function of (seed, split, index), so batches can be made ahead and made again. */
        @Override
        public void fill(Split split, long index, Batch batch) {
            RandomGenerator random = context.random(split + "/" + index);
            for (int sequence = 0; sequence < settings.batch(); sequence++) {
                double frequency = 2 * Math.PI / random.nextDouble(settings.shortest(), settings.longest());
                double phase = random.nextDouble(2 * Math.PI);
                for (int step = 0; step < settings.sequenceLength(); step++) {
                    int column = step * settings.batch() + sequence; // sequences lie side by side, step after step
                    batch.input().set(0, column, (float) Math.sin(frequency * step + phase));
                    batch.target().set(0, column, (float) Math.sin(frequency * (step + settings.ahead()) + phase));
                }
            }
        }

        @Override
        public Evaluation evaluation(Split split) {
            return new Errors();
        }

        /** What the report shows: some test waves, and what the network says of them. */
        @Override
        public List<Exhibit> exhibits(NetworkProbe network) {
            Batch batch = Batch.allocate(shape);
            fill(Split.TEST, 0, batch);
            Matrix outputs = network.run(batch, false);
            Exhibit.Axis step = new Exhibit.Axis("time step", "");
            Exhibit.Axis value = new Exhibit.Axis("value", "");
            return IntStream.range(0, Math.min(SHOWN, settings.batch()))
                    .<Exhibit>mapToObj(sequence -> new Exhibit.Plot("Wave " + (sequence + 1),
                            "A test wave, %d steps ahead, and what the network says.".formatted(settings.ahead()),
                            step, value,
                            List.of(series("target", batch.target(), sequence), series("network", outputs, sequence)),
                            false))
                    .toList();
        }

        private Exhibit.Series series(String name, Matrix values, int sequence) {
            double[] steps = new double[settings.sequenceLength()];
            double[] heights = new double[settings.sequenceLength()];
            for (int step = 0; step < steps.length; step++) {
                steps[step] = step;
                heights[step] = values.get(0, step * settings.batch() + sequence);
            }
            return new Exhibit.Series(name, steps, heights, true);
        }
    }

    /** The mean squared error, beside that of saying nothing but what was just heard. */
    private static final class Errors implements Evaluation {

        private double squares;
        private double baselineSquares;
        private long count;

        @Override
        public void add(Batch batch, Matrix outputs) {
            for (int column = 0; column < outputs.columns(); column++) {
                double target = batch.target().get(0, column);
                squares += Math.pow(outputs.get(0, column) - target, 2);
                baselineSquares += Math.pow(batch.input().get(0, column) - target, 2);
            }
            count += outputs.columns();
        }

        @Override
        public List<Metric> metrics() {
            return List.of(new Metric("error", squares / count), new Metric("baseline-error", baselineSquares / count));
        }
    }
}
