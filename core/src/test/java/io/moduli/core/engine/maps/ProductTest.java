package io.moduli.core.engine.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.tensor.NativeArrays;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.SmallTask;
import io.moduli.core.engine.dense.Blas;
import io.moduli.core.engine.storage.Parameter;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dense products are ND4J's, on windows inside of larger matrices and by any number of workers. */
class ProductTest {

    private static final float UNTOUCHED = 7;

    /** One in four is a single column, which is a product of its own kind. */
    @Provide
    Arbitrary<Integer> columns() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(1)), Tuple.of(3, Arbitraries.integers().between(2, 100)));
    }

    @Property(tries = 60)
    void productsAreThoseOfNd4j(
            @ForAll @IntRange(min = 1, max = 40) int m, @ForAll @IntRange(min = 1, max = 40) int k,
            @ForAll @From("columns") int n, @ForAll boolean add, @ForAll int seed) {
        RandomGenerator random = new RandomStreams(seed).stream("product");
        Matrix a = window(m, k, random);
        Matrix x = window(k, n, random);
        Matrix y = window(m, n, random);

        INDArray before = NativeArrays.view(y).dup();
        INDArray expected = NativeArrays.view(a).mmul(NativeArrays.view(x));
        Blas.multiply(a, x, y, add, 0, m);
        check(y, add ? expected.add(before) : expected);

        INDArray yBefore = NativeArrays.view(y).dup();
        INDArray xBefore = NativeArrays.view(x).dup();
        INDArray transposed = NativeArrays.view(a).transpose().mmul(yBefore);
        Blas.multiplyTransposed(a, y, x, add, 0, k);
        check(x, add ? transposed.add(xBefore) : transposed);

        INDArray aBefore = NativeArrays.view(a).dup();
        INDArray outer = NativeArrays.view(y).mmul(NativeArrays.view(x).transpose());
        Blas.multiplyByTransposed(y, x, a, add, 0, m);
        check(a, add ? outer.add(aBefore) : outer);
    }

    @Test
    void onlyTheRowsThatAreAskedForAreWritten() {
        Matrix a = Matrix.of(3, 2, 1, 2, 3, 4, 5, 6);
        Matrix x = Matrix.of(2, 2, 1, 0, 0, 1);
        Matrix y = Matrix.allocateAligned(3, 2);
        y.fill(UNTOUCHED);

        Blas.multiply(a, x, y, false, 1, 2);
        assertThat(y.toArray()).containsExactly(7, 7, 3, 4, 7, 7);
        Blas.multiply(a, x, y, true, 1, 3);
        assertThat(y.toArray()).containsExactly(7, 7, 6, 8, 12, 13);

        Matrix transposed = Matrix.allocate(2, 2);
        Blas.multiplyTransposed(a, a, transposed, false, 1, 2);
        assertThat(transposed.toArray()).containsExactly(0, 0, 44, 56);

        Matrix outer = Matrix.allocate(3, 3);
        Blas.multiplyByTransposed(a, a, outer, false, 2, 3);
        assertThat(outer.toArray()).containsExactly(0, 0, 0, 0, 0, 0, 17, 39, 61);
    }

    /** A state that diverged once must not stay in the memory that the next one is written to. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void whatWasThereDoesNotCountUnlessItIsAddedTo(int n) {
        Matrix a = Matrix.of(2, 2, 1, 2, 3, 4);
        Matrix x = Matrix.allocate(2, n);
        x.fill(1);
        Matrix y = Matrix.allocate(2, n);
        y.fill(Float.NaN);
        Blas.multiply(a, x, y, false, 0, 2);
        assertThat(NativeArrays.view(y).getColumn(n - 1).toFloatVector()).containsExactly(3, 7);

        y.fill(Float.NaN);
        Blas.multiplyTransposed(a, x, y, false, 0, 2);
        assertThat(NativeArrays.view(y).getColumn(n - 1).toFloatVector()).containsExactly(4, 6);
    }

    @Test
    void noRowsAreNoWork() {
        Matrix y = Matrix.of(1, 1, UNTOUCHED);
        Blas.multiply(Matrix.of(1, 1, 2), Matrix.of(1, 1, 3), y, false, 1, 1);
        assertThat(y.toArray()).containsExactly(UNTOUCHED);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Matrix a = Matrix.allocate(2, 3);
        assertThatThrownBy(() -> Blas.multiply(a, Matrix.allocate(2, 5), Matrix.allocate(2, 5), false, 0, 2))
                .hasMessage("[2 x 3] times [2 x 5] into Matrix[2 x 5]");
        assertThatThrownBy(() -> Blas.multiply(a, Matrix.allocate(3, 5), Matrix.allocate(3, 5), false, 0, 2))
                .hasMessage("[2 x 3] times [3 x 5] into Matrix[3 x 5]");
        assertThatThrownBy(() -> Blas.multiply(a, Matrix.allocate(3, 5), Matrix.allocate(2, 5), false, 0, 3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("rows 0 to 2 of Matrix[2 x 5]");
    }

    @ParameterizedTest
    @CsvSource({"1, 7, 5, 20", "2, 7, 5, 1", "3, 8, 9, 32", "5, 3, 4, 33", "5, 1, 1, 100", "3, 2, 2, 1"})
    void aMapInPartsIsTheWholeProduct(int workers, int rows, int columns, int n) {
        RandomGenerator random = new RandomStreams(workers).stream("map");
        Parameter weight = Parameter.weight(new WeightShape("w", WeightRole.INPUT, 0, 1, rows, columns), 1);
        weight.draw(random);
        DenseLinearMap map = new DenseLinearMap(weight, workers);
        Matrix x = window(columns, n, random);
        Matrix y = window(rows, n, random);

        INDArray product = NativeArrays.view(weight.values()).mmul(NativeArrays.view(x));
        for (int worker = 0; worker < workers; worker++) {
            map.multiply(worker, x, y, false);
        }
        check(y, product);

        INDArray gradient = NativeArrays.view(y).mmul(NativeArrays.view(x).transpose());
        for (int worker = 0; worker < workers; worker++) {
            map.gradient(worker, y, x, false);
        }
        check(weight.gradient(), gradient);
        for (int worker = 0; worker < workers; worker++) {
            map.gradient(worker, y, x, true);
        }
        check(weight.gradient(), gradient.mul(2));
        for (int worker = 0; worker < workers; worker++) {
            map.zeroGradient(worker);
        }
        assertThat(weight.gradient().toArray()).containsOnly(0);

        INDArray transposed = NativeArrays.view(weight.values()).transpose().mmul(NativeArrays.view(y))
                .add(NativeArrays.view(x));
        for (int worker = 0; worker < workers; worker++) {
            map.multiplyTransposed(worker, y, x, true);
        }
        check(x, transposed);
        assertThat(map.rowBounds()).hasSize(workers + 1).startsWith(0).endsWith(rows);
        assertThat(map.columnBounds()).hasSize(workers + 1).startsWith(0).endsWith(columns);
    }

    /** A window with an offset and a stride inside of a larger matrix. */
    static Matrix window(int rows, int columns, RandomGenerator random) {
        Matrix around = Matrix.allocateAligned(rows + 2, columns + 3);
        around.fill(UNTOUCHED);
        Matrix window = around.window(1, rows, 2, columns);
        SmallTask.fill(window, random);
        return window;
    }

    static void check(Matrix actual, INDArray expected) {
        assertThat(expected.shape()).containsExactly(actual.rows(), actual.columns());
        for (int row = 0; row < actual.rows(); row++) {
            for (int column = 0; column < actual.columns(); column++) {
                assertThat(actual.get(row, column)).isCloseTo(expected.getFloat(row, column), within(2e-4f));
            }
        }
    }
}
