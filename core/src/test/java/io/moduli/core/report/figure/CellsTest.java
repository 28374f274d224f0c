package io.moduli.core.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void whatIsSmallHasALevelAndWhatIsNotThereHasNone() {
        Cells cells = Cells.signed(new double[][] {{-2, 1e-9}, {Double.NaN, 2}}, 2);
        assertThat(cells.levels()).containsExactly(1, 128, 0, (byte) 255);
        assertThat(cells.beyond()).isFalse();
    }

    @Test
    void numbersBeyondTheLimitHaveTheLevelOfItsEnd() {
        Cells cells = Cells.signed(new double[][] {{-5, 5}}, 1);
        assertThat(cells.levels()).containsExactly(1, (byte) 255);
        assertThat(cells.beyond()).isTrue();
    }

    @Test
    void aRangeGoesFromTheMinimumToTheMaximum() {
        Cells cells = Cells.ranging(new double[][] {{3, 7, 5}});
        assertThat(cells.low()).isEqualTo(3);
        assertThat(cells.high()).isEqualTo(7);
        assertThat(cells.levels()).containsExactly(1, (byte) 255, (byte) 128);
    }

    @Test
    void nothingAndNumbersThatAreAllEqualAreCells() {
        assertThat(Cells.ranging(new double[][] {{Double.NaN}}).levels()).containsExactly(0);
        assertThat(Cells.ranging(new double[][] {{4, 4}}).levels()).containsExactly((byte) 128, (byte) 128);
        assertThat(Cells.ranging(new double[0][]).levels()).isEmpty();
    }
}
