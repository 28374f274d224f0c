package io.moduli.api.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void isTheMiddleOfAnOddNumberAndTheMeanOfTheTwoInTheMiddleOfAnEvenOne() {
        assertThat(Median.of(new double[] {7})).isEqualTo(7);
        assertThat(Median.of(new double[] {9, 1, 4})).isEqualTo(4);
        assertThat(Median.of(new double[] {9, 1, 4, 5})).isEqualTo(4.5);
        assertThat(Median.of(new double[] {2, 2, 2, 2, 2, 2})).isEqualTo(2);
    }

    @Test
    void agreesWithSorting() {
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 1; length < 300; length++) {
            int values = 1 + length / 3;
            double[] drawn = random.doubles(length).map(value -> Math.floor(value * values)).toArray();
            double[] sorted = drawn.clone();
            Arrays.sort(sorted);
            double expected = (sorted[(length - 1) / 2] + sorted[length / 2]) / 2;
            assertThat(Median.of(drawn)).isEqualTo(expected);
        }
    }
}
