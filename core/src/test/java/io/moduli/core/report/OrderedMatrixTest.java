package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrderedMatrixTest {

    private static final double GONE = Double.NaN;

    @Test
    void rowsAndColumnsFollowTheOrderAndRemovedEntriesAreBlank() {
        double[][] ordered = OrderedMatrix.of(
                RecurrentWeights.of(1, 3, 11, 12, 13, 21, GONE, 23, 31, 32, GONE), 0, new int[] {2, 0, 1}, 8);
        assertThat(Arrays.deepToString(ordered))
                .isEqualTo("[[NaN, 31.0, 32.0], [13.0, 11.0, 12.0], [23.0, 21.0, NaN]]");
    }

    @Test
    void aGateIsABlockOfRows() {
        double[][] second = OrderedMatrix.of(
                RecurrentWeights.of(2, 2, 1, 2, 3, 4, 5, 6, 7, 8), 1, new int[] {1, 0}, 8);
        assertThat(second).isDeepEqualTo(new double[][] {{8, 7}, {6, 5}});
    }

    @Test
    void aCellOfManyShowsTheLargestWithItsSign() {
        double[][] pooled = OrderedMatrix.of(
                RecurrentWeights.of(1, 3, 1, -5, 2, 3, 4, GONE, GONE, GONE, GONE), 0, new int[] {0, 1, 2}, 2);
        assertThat(Arrays.deepToString(pooled)).isEqualTo("[[-5.0, 2.0], [NaN, NaN]]");
    }
}
