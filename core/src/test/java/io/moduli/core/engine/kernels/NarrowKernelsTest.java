package io.moduli.core.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.tensor.NativeArrays;
import io.moduli.core.SmallTask;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products of narrow matrices are ND4J's, and nothing is written beside the rows that are asked for. */
class NarrowKernelsTest {

    private static final int ROWS = 7;
    private static final int FIRST = 2;
    private static final int END = 6;

    private final RandomGenerator random = new RandomStreams(4).stream("narrow");

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 7, 1", "3, 16, 2", "4, 17, 1", "1, 50, 2", "2, 64, 0", "3, 100, 1", "4, 101, 2"})
    void productsBeginWithBiasesAndAreThoseOfNd4j(int features, int columns, int biases) {
        Matrix a = filled(ROWS, features);
        Matrix x = filled(features, columns);
        Matrix y = filled(ROWS, columns);
        INDArray before = NativeArrays.view(y).dup();
        List<Matrix> begins = Stream.generate(() -> filled(ROWS, 1)).limit(biases).toList();
        INDArray all = NativeArrays.view(a).mmul(NativeArrays.view(x));
        for (Matrix bias : begins) {
            all = all.addColumnVector(NativeArrays.view(bias));
        }

        NarrowKernels.affine(a, x, begins, y, FIRST, END);

        for (int row = 0; row < ROWS; row++) {
            INDArray expected = row >= FIRST && row < END ? all : before;
            for (int column = 0; column < columns; column++) {
                assertThat(y.get(row, column)).isCloseTo(expected.getFloat(row, column), within(1e-5f));
            }
        }
    }

    /** Two passes: the first begins the sums, the second adds to them. */
    @ParameterizedTest
    @CsvSource({"0, 7", "1, 1", "2, 7", "3, 16", "4, 17", "1, 50", "2, 64", "3, 100", "4, 101"})
    void sumsAreProductsWithTheRowsOfXAndWithOnes(int features, int columns) {
        Matrix y = filled(ROWS, columns);
        Matrix x = filled(Math.max(1, features), columns);
        Matrix sums = filled(ROWS, NarrowKernels.widthOfSums(features));
        Matrix untouched = filled(ROWS, 1);
        untouched.copyFrom(sums.columnWindow(0, 1));
        Matrix bias = Matrix.allocate(ROWS, 1);

        NarrowKernels.addToSums(y, x, features, sums, false, FIRST, END);
        NarrowKernels.addToSums(y, x, features, sums, true, FIRST, END);
        NarrowKernels.takeRows(sums, bias, false, FIRST, END);
        NarrowKernels.takeRows(sums, bias, true, FIRST, END);

        INDArray ones = NativeArrays.view(y).sum(true, 1).mul(4);
        for (int row = FIRST; row < END; row++) {
            assertThat(bias.get(row, 0)).isCloseTo(ones.getFloat(row, 0), within(1e-4f));
        }
        assertThat(bias.get(0, 0)).isZero();
        assertThat(sums.get(0, 0)).isEqualTo(untouched.get(0, 0));
        assertThat(sums.get(END, 0)).isEqualTo(untouched.get(END, 0));
        if (features > 0) {
            Matrix gradient = Matrix.allocateAligned(ROWS, features);
            NarrowKernels.takeProducts(sums, gradient, false, FIRST, END);
            INDArray products = NativeArrays.view(y).mmul(NativeArrays.view(x).transpose()).mul(2);
            for (int row = FIRST; row < END; row++) {
                for (int feature = 0; feature < features; feature++) {
                    assertThat(gradient.get(row, feature))
                            .isCloseTo(products.getFloat(row, feature), within(1e-4f));
                }
            }
        }
    }

    private Matrix filled(int rows, int columns) {
        Matrix matrix = Matrix.allocateAligned(rows, columns);
        SmallTask.fill(matrix, random);
        return matrix;
    }
}
