package io.moduli.core.engine.maps;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.tensor.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of a sum of products y xᵀ. */
class GradientProductTest {

    @Test
    void someRowsOfTheSumAreAddedToABlock() {
        GradientProduct one = new GradientProduct(Matrix.of(3, 2, 1, 2, 3, 4, 5, 6), Matrix.of(2, 2, 1, 0, 0, 1));
        GradientProduct other = new GradientProduct(Matrix.of(3, 1, 1, 10, 100), Matrix.of(2, 1, 1, -1));
        Matrix block = Matrix.of(2, 2, 0.5f, 0.5f, 0.5f, 0.5f);

        GradientProduct.add(List.of(one, other), 1, block, 1, 2);

        assertThat(block.toArray()).containsExactly(0.5f, 0.5f, 105.5f, -93.5f);
    }

    @Test
    void columnsAreComplete() {
        int columns = 10_000;
        Matrix x = Matrix.allocate(columns, 1);
        for (int column = 0; column < columns; column++) {
            x.set(column, 0, column);
        }
        Matrix block = Matrix.allocate(1, columns);

        GradientProduct.add(List.of(new GradientProduct(Matrix.of(1, 1, 2), x)), 0, block, 0, 1);

        for (int column = 0; column < columns; column++) {
            assertThat(block.get(0, column)).isEqualTo(2f * column);
        }
    }
}
