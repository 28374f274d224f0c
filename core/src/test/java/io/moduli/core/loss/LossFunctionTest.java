package io.moduli.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.SmallTask;
import io.moduli.core.engine.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossFunctionTest {

    private static final int OUTPUTS = 7;
    private static final int TIME = 3;

    static Stream<Arguments> cases() {
        return Arrays.stream(Loss.Standard.values()).flatMap(loss -> Arrays.stream(ReadOut.values())
                .flatMap(readOut -> Stream.of(1, 5, 16, 33).map(batch -> Arguments.of(loss, readOut, batch))));
    }

    private static TaskShape shape(Loss loss, ReadOut readOut, int outputs, int batch) {
        return new TaskShape(new Input.Dense(1), new InitialState.Zero(), readOut, outputs, loss, TIME, batch);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valueAndGradientAreThoseOfPlainLoopsInDoublePrecision(Loss.Standard kind, ReadOut readOut, int batchSize) {
        TaskShape shape = shape(kind, readOut, OUTPUTS, batchSize);
        Batch batch = Batch.allocate(shape);
        new SmallTask(shape).fill(Split.TRAIN, 0, batch);
        Matrix outputs = Matrix.allocateAligned(OUTPUTS, shape.outputColumns());
        SmallTask.fill(outputs, new RandomStreams(2).stream("outputs"));
        double[][] exact = doubles(outputs);
        double expected = loss(kind, exact, batch);

        for (int threads : List.of(1, 3)) {
            try (Team team = new Team(threads)) {
                LossFunction loss = LossFunction.of(shape, team);
                assertThat(loss.value(outputs, batch)).isCloseTo(expected, within(1e-6));
                Matrix gradient = Matrix.allocateAligned(OUTPUTS, shape.outputColumns());
                gradient.fill(Float.NaN);
                assertThat(valueAndGradient(loss, team, outputs, batch, gradient)).isCloseTo(expected, within(1e-6));
                assertThat(doubles(outputs)).isDeepEqualTo(exact);
                checkGradient(kind, exact, batch, gradient);

                Matrix inPlace = Matrix.allocateAligned(OUTPUTS, shape.outputColumns());
                inPlace.copyFrom(outputs);
                valueAndGradient(loss, team, inPlace, batch, inPlace);
                assertThat(inPlace.toArray()).isEqualTo(gradient.toArray());
            }
        }
    }

    private static void checkGradient(Loss.Standard kind, double[][] outputs, Batch batch, Matrix gradient) {
        double width = 1e-5;
        for (int row = 0; row < outputs.length; row++) {
            for (int column = 0; column < outputs[row].length; column++) {
                double value = outputs[row][column];
                outputs[row][column] = value + width;
                double above = loss(kind, outputs, batch);
                outputs[row][column] = value - width;
                double below = loss(kind, outputs, batch);
                outputs[row][column] = value;
                assertThat((double) gradient.get(row, column)).isCloseTo((above - below) / (2 * width), within(1e-6));
            }
        }
    }

    @Test
    void columnsWithoutAClassDoNotCount() {
        TaskShape shape = shape(Loss.Standard.CLASS_CROSS_ENTROPY, ReadOut.LAST_STEP, 2, 3);
        Batch batch = Batch.allocate(shape);
        System.arraycopy(new int[] {0, -1, 1}, 0, batch.classes(), 0, 3);
        Matrix outputs = Matrix.of(2, 3, 0, 5, 0, 0, -5, 0);
        try (Team team = new Team(2)) {
            LossFunction loss = LossFunction.of(shape, team);
            Matrix gradient = Matrix.allocate(2, 3);

            assertThat(valueAndGradient(loss, team, outputs, batch, gradient)).isCloseTo(Math.log(2), within(1e-7));
            assertThat(gradient.toArray()).containsExactly(-0.25f, 0, 0.25f, 0.25f, 0, -0.25f);

            Arrays.fill(batch.classes(), -1);
            assertThat(valueAndGradient(loss, team, outputs, batch, gradient)).isZero();
            assertThat(gradient.toArray()).containsOnly(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aClassThatIsNoOutputIsRefusedWithItsColumn(int wrong) {
        TaskShape shape = shape(Loss.Standard.CLASS_CROSS_ENTROPY, ReadOut.LAST_STEP, 2, 3);
        Batch batch = Batch.allocate(shape);
        System.arraycopy(new int[] {0, wrong, 1}, 0, batch.classes(), 0, 3);
        Matrix outputs = Matrix.allocate(2, 3);
        String message = "the task's target in column 1 is class " + wrong
                + ", but the network has 2 outputs: classes are 0 to 1, or -1 where a column does not count";
        try (Team team = new Team(2)) {
            LossFunction loss = LossFunction.of(shape, team);

            assertThatThrownBy(() -> loss.value(outputs, batch))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage(message);
            assertThatThrownBy(() -> valueAndGradient(loss, team, outputs, batch, outputs)).hasMessage(message);

            batch.classes()[1] = -1;
            assertThat(loss.value(outputs, batch)).isCloseTo(Math.log(2), within(1e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void extremeOutputsHaveFiniteLossesAndGradients(Loss.Standard kind, ReadOut readOut, int batchSize) {
        TaskShape shape = shape(kind, readOut, OUTPUTS, batchSize);
        Batch batch = Batch.allocate(shape);
        new SmallTask(shape).fill(Split.TRAIN, 0, batch);
        Matrix outputs = Matrix.allocateAligned(OUTPUTS, shape.outputColumns());
        for (int row = 0; row < OUTPUTS; row++) {
            for (int column = 0; column < outputs.columns(); column++) {
                outputs.set(row, column, (row + column) % 2 == 0 ? 1e4f : -1e4f);
            }
        }
        try (Team team = new Team(1)) {
            double expected = loss(kind, doubles(outputs), batch);
            assertThat(valueAndGradient(LossFunction.of(shape, team), team, outputs, batch, outputs))
                    .isFinite().isCloseTo(expected, within(1e-5 * expected));
            for (float slope : outputs.toArray()) {
                assertThat(slope).isFinite();
            }
        }
    }

    @Test
    void notANumberShowsInTheLoss() {
        for (Loss.Standard kind : Loss.Standard.values()) {
            TaskShape shape = shape(kind, ReadOut.LAST_STEP, 2, 1);
            Batch batch = Batch.allocate(shape);
            try (Team team = new Team(1)) {
                assertThat(LossFunction.of(shape, team).value(Matrix.of(2, 1, 1, Float.NaN), batch)).isNaN();
            }
        }
    }

    @Test
    void aTasksOwnLossIsAskedWithTheGradientsOwnMemory() {
        Loss.Custom custom = (outputs, batch, gradient) -> {
            gradient.fill(outputs.get(0, 0));
            return 3;
        };
        TaskShape shape = shape(custom, ReadOut.LAST_STEP, 1, 2);
        Matrix outputs = Matrix.of(1, 2, 5, 6);
        Matrix gradient = Matrix.allocate(1, 2);
        try (Team team = new Team(1)) {
            LossFunction loss = LossFunction.of(shape, team);
            assertThat(loss.value(outputs, Batch.allocate(shape))).isEqualTo(3);
            assertThat(valueAndGradient(loss, team, outputs, Batch.allocate(shape), gradient)).isEqualTo(3);
        }
        assertThat(gradient.toArray()).containsExactly(5, 5);
        assertThat(outputs.toArray()).containsExactly(5, 6);
    }

    /** Observes the rows in blocks of two, and then asks for the gradient of each. */
    private static double valueAndGradient(
            LossFunction loss, Team team, Matrix outputs, Batch batch, Matrix gradient) {
        int blocks = Math.ceilDiv(outputs.rows(), 2);
        loss.begin(outputs, batch);
        team.run(worker -> {
            for (int block = worker; block < blocks; block += team.size()) {
                loss.observe(worker, 2 * block, Math.min(outputs.rows(), 2 * block + 2));
            }
        });
        double value = loss.finish();
        team.run(worker -> {
            for (int block = worker; block < blocks; block += team.size()) {
                int end = Math.min(outputs.rows(), 2 * block + 2);
                loss.gradient(worker, 2 * block, end, gradient.rowWindow(2 * block, end - 2 * block));
            }
        });
        return value;
    }

    /** A loss as its definition says. */
    private static double loss(Loss.Standard kind, double[][] outputs, Batch batch) {
        int columns = outputs[0].length;
        double sum = 0;
        int counted = 0;
        for (int column = 0; column < columns; column++) {
            double maximum = Double.NEGATIVE_INFINITY;
            for (double[] row : outputs) {
                maximum = Math.max(maximum, row[column]);
            }
            double powers = 0;
            for (double[] row : outputs) {
                powers += Math.exp(row[column] - maximum);
            }
            double logOfSum = maximum + Math.log(powers);
            switch (kind) {
                case SQUARED_ERROR -> {
                    for (int row = 0; row < outputs.length; row++) {
                        sum += Math.pow(outputs[row][column] - batch.target().get(row, column), 2);
                        counted++;
                    }
                }
                case SOFT_TARGET_CROSS_ENTROPY -> {
                    for (int row = 0; row < outputs.length; row++) {
                        sum += batch.target().get(row, column) * (logOfSum - outputs[row][column]);
                    }
                    counted++;
                }
                case CLASS_CROSS_ENTROPY -> {
                    int target = batch.classes()[column];
                    if (target >= 0) {
                        sum += logOfSum - outputs[target][column];
                        counted++;
                    }
                }
            }
        }
        return sum / counted;
    }

    private static double[][] doubles(Matrix matrix) {
        double[][] numbers = new double[matrix.rows()][matrix.columns()];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                numbers[row][column] = matrix.get(row, column);
            }
        }
        return numbers;
    }
}
