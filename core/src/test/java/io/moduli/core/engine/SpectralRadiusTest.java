package io.moduli.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.tensor.Matrix;
import org.junit.jupiter.api.Test;

class SpectralRadiusTest {

    @Test
    void aRotationHasRadiusOneThoughItHasNoRealEigenvalue() {
        Matrix quarterTurn = Matrix.of(2, 2, 0, -1, 1, 0);

        assertThat(SpectralRadius.of(quarterTurn)).isCloseTo(1, within(1e-3));
    }

    @Test
    void theGreatestEigenvalueCounts() {
        Matrix triangular = Matrix.of(3, 3, 0.5f, 7, 2, 0, -3, 5, 0, 0, 1);

        assertThat(SpectralRadius.of(triangular)).isCloseTo(3, within(0.01));
    }

    @Test
    void aMatrixWithoutCyclesHasRadiusZero() {
        assertThat(SpectralRadius.of(Matrix.of(3, 3, 0, 2, 3, 0, 0, 4, 0, 0, 0))).isZero();
    }

    @Test
    void scalingScalesTheRadius() {
        Matrix matrix = Matrix.of(2, 2, 0.1f, 0.2f, 0.3f, 0.4f);
        double before = SpectralRadius.of(matrix);

        SpectralRadius.scale(matrix, 1.3 / before);

        assertThat(SpectralRadius.of(matrix)).isCloseTo(1.3, within(1e-3));
    }
}
