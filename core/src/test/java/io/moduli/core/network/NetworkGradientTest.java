package io.moduli.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.core.SmallTask;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.loss.LossFunction;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole network's gradients are those of its loss, and states go on from batch to batch as asked. */
class NetworkGradientTest {

    /** About what float32 arithmetic does to a loss of this size. */
    private static final double LOSS_ROUNDING = 2e-7;

    private static RecurrentCell cell(String name) {
        return switch (name) {
            case "lstm" -> StandardCells.lstm();
            case "gru" -> StandardCells.gru();
            default -> StandardCells.elman(name);
        };
    }

    /**
     * The loss's slope along a random direction, by central differences, is the gradient's product with the direction; one
     * direction for each parameter alone, so that none hides behind another.
     */
    @ParameterizedTest
    @CsvSource({
        "tanh, 1, true, DENSE, PROJECTED, LAST_STEP, SQUARED_ERROR, false, 1, 5",
        "tanh, 2, false, DENSE, PROJECTED, EVERY_STEP, SOFT_TARGET_CROSS_ENTROPY, false, 2, 5",
        "tanh, 3, true, TOKENS, ZERO, EVERY_STEP, CLASS_CROSS_ENTROPY, true, 2, 5",
        "relu, 1, true, DENSE, PROJECTED, EVERY_STEP, SQUARED_ERROR, false, 2, 5",
        "gru, 1, true, DENSE, PROJECTED, LAST_STEP, SQUARED_ERROR, false, 3, 5",
        "gru, 2, false, TOKENS, PROJECTED, EVERY_STEP, CLASS_CROSS_ENTROPY, false, 2, 5",
        "gru, 2, true, TOKENS, ZERO, LAST_STEP, CLASS_CROSS_ENTROPY, true, 1, 5",
        "gru, 1, false, DENSE, ZERO, EVERY_STEP, SQUARED_ERROR, false, 3, 5",
        "lstm, 1, false, DENSE, ZERO, EVERY_STEP, SOFT_TARGET_CROSS_ENTROPY, false, 1, 5",
        "lstm, 2, true, TOKENS, PROJECTED, EVERY_STEP, CLASS_CROSS_ENTROPY, true, 3, 5",
        "lstm, 2, true, TOKENS, ZERO, LAST_STEP, SQUARED_ERROR, false, 2, 5",
        // Workers with sequences of their own.
        "tanh, 1, true, DENSE, PROJECTED, LAST_STEP, SQUARED_ERROR, false, 2, 18",
        "relu, 2, false, DENSE, ZERO, EVERY_STEP, SQUARED_ERROR, false, 2, 33",
        "gru, 2, true, TOKENS, PROJECTED, EVERY_STEP, CLASS_CROSS_ENTROPY, true, 2, 20",
        "lstm, 2, true, TOKENS, PROJECTED, LAST_STEP, SQUARED_ERROR, false, 3, 35"
    })
    void gradientsAreThoseOfTheLoss(
            String cell, int layers, boolean bias, String input, String start, ReadOut readOut, Loss.Standard loss,
            boolean tied, int threads, int batchSize) {
        TaskShape shape = new TaskShape(
                input.equals("TOKENS") ? new Input.Tokens(6) : new Input.Dense(3),
                start.equals("ZERO") ? new InitialState.Zero() : new InitialState.Projected(4),
                readOut, 6, loss, 3, batchSize);
        NetworkSettings settings = new NetworkSettings(
                cell(cell), 7, layers, bias,
                tied || !input.equals("TOKENS") ? Optional.empty() : Optional.of(4), tied, 0);
        Batch batch = Batch.allocate(shape);
        new SmallTask(shape).fill(Split.TRAIN, 0, batch);
        try (Team team = new Team(threads)) {
            Network network = new Network(new NetworkPlan(settings, shape), team);
            WeightDraw.uniform().drawFirst(network.parameters(), new RandomStreams(21));
            LossFunction function = LossFunction.of(shape, team);
            network.pass(batch, false, function);
            assertThat(network.parameters()).hasSize(
                    (start.equals("ZERO") ? 0 : 1) + (input.equals("TOKENS") ? 1 : 0) + layers * (bias ? 4 : 2)
                            + (tied ? 0 : 1) + (bias ? 1 : 0));
            // A step so small that no rectified unit crosses 0, where its slope jumps.
            double width = cell.equals("relu") ? 2e-4 : 1e-3;
            for (Parameter parameter : network.parameters()) {
                check(parameter, width, () -> function.value(network.forward(batch, false), batch));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, DENSE", "1, SPARSE", "4, DENSE", "4, SPARSE"})
    void aGradientThatIsNothingIsWrittenAsZero(int steps, StorageFormat format) {
        // Nothing goes through the recurrent weight in one step from 0, nor with more of them from a unit that stays 0.
        TaskShape shape = new TaskShape(
                new Input.Dense(3), new InitialState.Zero(), ReadOut.EVERY_STEP, 2, Loss.Standard.SQUARED_ERROR, steps,
                5);
        NetworkSettings settings = new NetworkSettings(cell("tanh"), 7, 1, false, Optional.empty(), false, 0);
        Batch batch = Batch.allocate(shape);
        new SmallTask(shape).fill(Split.TRAIN, 0, batch);
        try (Team team = new Team(2)) {
            Network network = new Network(new NetworkPlan(settings, shape), team);
            WeightDraw.uniform().drawFirst(network.parameters(), new RandomStreams(21));
            Parameter input = network.parameters().get(0);
            Parameter recurrent = network.parameters().get(1);
            input.writeRow(6, new float[3]);
            recurrent.writeRow(6, new float[7]);
            recurrent.prune(Mask.full(7, 7), new StorageChoice(format, "the test asks for it"));
            MemorySegment gradients = recurrent.storage().gradients();
            for (long index = 0; index < recurrent.storage().floats(); index++) {
                gradients.setAtIndex(ValueLayout.JAVA_FLOAT, index, 9);
            }
            network.pass(batch, false, LossFunction.of(shape, team));
            for (int row = 0; row < 7; row++) {
                assertThat(recurrent.copyOfGradients().get(row, 6)).isZero();
                assertThat(recurrent.copyOfGradients().get(row, 0) == 0).isEqualTo(steps == 1);
            }
        }
    }

    /** Asks for the loss. */
    private interface LossNow {
        double value();
    }

    private static void check(Parameter parameter, double width, LossNow loss) {
        RandomGenerator random = new RandomStreams(22).stream(parameter.name());
        Matrix values = parameter.values();
        Matrix before = Matrix.allocate(values.rows(), values.columns());
        before.copyFrom(values);
        Matrix gradient = Matrix.allocate(values.rows(), values.columns());
        gradient.copyFrom(parameter.gradient());
        for (int direction = 0; direction < 3; direction++) {
            Matrix along = Matrix.allocate(values.rows(), values.columns());
            SmallTask.fill(along, random);
            double above = moved(values, before, along, width, loss);
            double below = moved(values, before, along, -width, loss);
            double expected = 0;
            double size = 0;
            for (int row = 0; row < values.rows(); row++) {
                for (int column = 0; column < values.columns(); column++) {
                    double product = (double) gradient.get(row, column) * along.get(row, column);
                    expected += product;
                    size += Math.abs(product);
                }
            }
            values.copyFrom(before);
            assertThat(size).as("the gradient by %s is not 0", parameter.name()).isPositive();
            assertThat((above - below) / (2 * width))
                    .as("%s, direction %d", parameter.name(), direction)
                    .isCloseTo(expected, within(LOSS_ROUNDING / width + 0.01 * size));
        }
    }

    private static double moved(Matrix values, Matrix from, Matrix along, double width, LossNow loss) {
        for (int row = 0; row < values.rows(); row++) {
            for (int column = 0; column < values.columns(); column++) {
                values.set(row, column, (float) (from.get(row, column) + width * along.get(row, column)));
            }
        }
        return loss.value();
    }

    @ParameterizedTest
    @CsvSource({"tanh, 1, 4", "gru, 2, 4", "lstm, 2, 4", "gru, 1, 18", "lstm, 2, 20"})
    void twoHalvesOfACarriedSequenceAreTheWholeOne(String cell, int layers, int batchSize) {
        NetworkSettings settings = new NetworkSettings(cell(cell), 5, layers, true, Optional.empty(), false, 0);
        TaskShape halfShape = carried(3, batchSize);
        TaskShape wholeShape = carried(6, batchSize);
        try (Team team = new Team(2)) {
            Network half = new Network(new NetworkPlan(settings, halfShape), team);
            Network whole = new Network(new NetworkPlan(settings, wholeShape), team);
            WeightDraw.uniform().drawFirst(half.parameters(), new RandomStreams(1));
            WeightDraw.uniform().drawFirst(whole.parameters(), new RandomStreams(1));
            Batch batch = Batch.allocate(wholeShape);
            new SmallTask(wholeShape).fill(Split.TRAIN, 0, batch);
            Batch first = Batch.allocate(halfShape);
            Batch second = Batch.allocate(halfShape);
            first.input().copyFrom(batch.input().columnWindow(0, 3 * batchSize));
            second.input().copyFrom(batch.input().columnWindow(3 * batchSize, 3 * batchSize));

            float[] expected = whole.forward(batch, false).columnWindow(3 * batchSize, 3 * batchSize).toArray();
            float[] fresh = half.forward(second, false).toArray();
            half.forward(first, false);
            float[] continued = half.forward(second, true).toArray();

            assertThat(continued).containsExactly(expected, within(1e-6f));
            assertThat(fresh).isNotEqualTo(continued);
            assertThat(half.forward(second, false).toArray()).as("started again").isEqualTo(fresh);
        }
    }

    /** Pruning may change how workers share a layer: a large dense weight's rows, and a small sparse one's sequences. */
    @ParameterizedTest
    @ValueSource(strings = {"tanh", "lstm"})
    void statesOutliveAPruningThatSharesTheWorkOutAnew(String cell) {
        NetworkSettings settings = new NetworkSettings(cell(cell), 264, 1, true, Optional.empty(), false, 0);
        TaskShape shape = carried(2, 18);
        Batch batch = Batch.allocate(shape);
        new SmallTask(shape).fill(Split.TRAIN, 0, batch);
        List<float[]> continued = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            try (Team team = new Team(threads)) {
                Network network = new Network(new NetworkPlan(settings, shape), team);
                WeightDraw.uniform().drawFirst(network.parameters(), new RandomStreams(1));
                Parameter recurrent = network.parameters().get(1);
                assertThat(network.layers().getFirst().passes()).isEqualTo(1);
                network.forward(batch, false);
                Mask.Builder twentieth = Mask.builder(recurrent.rows(), recurrent.columns());
                for (int row = 0; row < recurrent.rows(); row++) {
                    for (int column = row % 20; column < recurrent.columns(); column += 20) {
                        twentieth.keep(row, column);
                    }
                }
                recurrent.prune(twentieth.build(), network.storageOf(recurrent, twentieth.build()));
                continued.add(network.forward(batch, true).toArray());
                assertThat(network.layers().getFirst().passes()).isEqualTo(threads);
                assertThat(continued.getLast()).isNotEqualTo(network.forward(batch, false).toArray());
            }
        }
        assertThat(continued.getLast()).containsExactly(continued.getFirst(), within(1e-5f));
    }

    private static TaskShape carried(int time, int batchSize) {
        return new TaskShape(
                new Input.Dense(2), new InitialState.Carried(), ReadOut.EVERY_STEP, 3, Loss.Standard.SQUARED_ERROR,
                time, batchSize);
    }

    @Test
    void aPlanCountsParameters() {
        NetworkSettings settings = new NetworkSettings(cell("gru"), 64, 2, true, Optional.empty(), true, 0);
        TaskShape shape = new TaskShape(
                new Input.Tokens(100), new InitialState.Zero(), ReadOut.EVERY_STEP, 100,
                Loss.Standard.CLASS_CROSS_ENTROPY, 8, 16);
        NetworkPlan plan = new NetworkPlan(settings, shape);

        // embedding; two layers of input and recurrent weights and biases; the read-out's bias
        assertThat(plan.parameterCount()).isEqualTo(100 * 64 + 2 * (2 * 192 * 64 + 2 * 192) + 100);
    }
}
