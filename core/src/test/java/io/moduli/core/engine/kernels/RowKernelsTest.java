package io.moduli.core.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.tensor.NativeArrays;
import io.moduli.core.SmallTask;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Row and point-wise kernels are ND4J's operations, and write nothing beside the rows and columns they are given. */
class RowKernelsTest {

    /** More than a vector has lanes, and no multiple of them. */
    private static final int ROWS = 19;
    private static final float AROUND = 9;

    private final RandomGenerator random = new RandomStreams(3).stream("rows");

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 15, 16, 17, 20, 32, 63, 64, 65, 100, 129})
    void kernelsAreThoseOfNd4j(int columns) {
        Matrix x = filled(columns);
        Matrix other = filled(columns);
        Matrix a = filled(1);
        Matrix b = filled(1);
        INDArray start = NativeArrays.view(filled(columns));

        check(columns, start.dup().muli(0).addiColumnVector(NativeArrays.view(a)),
                y -> RowKernels.broadcast(a, y, 0, ROWS));
        check(columns, start.dup().muli(0).addiColumnVector(NativeArrays.view(a).add(NativeArrays.view(b))),
                y -> RowKernels.broadcastSum(a, b, y, 0, ROWS));
        check(columns, NativeArrays.view(x).dup(), y -> RowKernels.copy(x, y, 0, ROWS));
        check(columns, NativeArrays.view(x).mul(NativeArrays.view(other)), y -> RowKernels.multiply(x, other, y));
        check(columns, Transforms.tanh(NativeArrays.view(x), true), y -> Activations.tanh(x, y));
        check(columns, Transforms.sigmoid(NativeArrays.view(x), true), y -> {
            y.copyFrom(x);
            Activations.sigmoid(y);
        });
        check(columns, Transforms.sigmoid(NativeArrays.view(x).add(NativeArrays.view(other)), true), y -> {
            y.copyFrom(x);
            Activations.sigmoidOfSum(y, other);
        });
        check(columns, NativeArrays.view(x).add(NativeArrays.view(other)), y -> {
            y.copyFrom(other);
            RowKernels.add(x, y, 0, ROWS);
        });
        Matrix sums = Matrix.allocate(ROWS, 1);
        RowKernels.sum(x, sums, false, 0, ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(sums.get(row, 0)).isCloseTo(NativeArrays.view(x).getRow(row).sumNumber().floatValue(),
                    within(1e-5f));
        }
        RowKernels.sum(x, sums, true, 0, ROWS);
        for (int row = 0; row < ROWS; row++) {
            assertThat(sums.get(row, 0)).isCloseTo(2 * NativeArrays.view(x).getRow(row).sumNumber().floatValue(),
                    within(2e-5f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 100})
    void onlyTheGivenRowsAreWritten(int columns) {
        Matrix vector = Matrix.column(1, 2, 3, 4, 5);
        Matrix y = Matrix.allocate(vector.rows(), columns);
        RowKernels.broadcast(vector, y, 1, 3);
        Matrix sums = Matrix.column(-1, -1, -1, -1, -1);
        RowKernels.sum(y, sums, false, 1, 4);

        assertThat(sums.toArray()).containsExactly(-1, 2 * columns, 3 * columns, 0, -1);
        RowKernels.add(y, y, 2, 3);
        RowKernels.copy(y, y, 0, 0);
        RowKernels.sum(y, sums, false, 0, y.rows());
        assertThat(sums.toArray()).containsExactly(0, 2 * columns, 6 * columns, 0, 0);
    }

    private void check(int columns, INDArray expected, Consumer<Matrix> kernel) {
        Matrix around = Matrix.allocateAligned(ROWS + 2, columns + 2);
        around.fill(AROUND);
        Matrix y = around.window(1, ROWS, 1, columns);
        kernel.accept(y);
        for (int row = 0; row < around.rows(); row++) {
            for (int column = 0; column < around.columns(); column++) {
                boolean inside = row >= 1 && row <= ROWS && column >= 1 && column <= columns;
                float wanted = inside ? expected.getFloat(row - 1, column - 1) : AROUND;
                assertThat(around.get(row, column)).isCloseTo(wanted, within(2e-6f));
            }
        }
    }

    private Matrix filled(int columns) {
        Matrix around = Matrix.allocateAligned(ROWS + 1, columns + 3);
        Matrix window = around.window(1, ROWS, 3, columns);
        SmallTask.fill(window, random);
        return window;
    }
}
