package io.moduli.core.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadableNumberTest {

    @Test
    void digitsThatMatterAreKept() {
        assertThat(ReadableNumber.of(0.123456, 4)).isEqualTo("0.1235");
        assertThat(ReadableNumber.of(42, 4)).isEqualTo("42");
        assertThat(ReadableNumber.of(123456, 3)).isEqualTo("123000");
        assertThat(ReadableNumber.of(-0.0002, 4)).isEqualTo("-0.0002");
        assertThat(ReadableNumber.of(0, 4)).isEqualTo("0");
    }

    @Test
    void veryLargeAndVerySmallNumbersHaveAnExponent() {
        assertThat(ReadableNumber.of(1.5e-7, 4)).isEqualTo("1.5e-7");
        assertThat(ReadableNumber.of(0.000099999, 2)).isEqualTo("0.0001");
        assertThat(ReadableNumber.of(-2.5e9, 4)).isEqualTo("-2.5e9");
    }

    @Test
    void whatIsNoNumberIsSaidInWords() {
        assertThat(ReadableNumber.of(Double.NaN, 4)).isEqualTo("not a number");
        assertThat(ReadableNumber.of(Double.NEGATIVE_INFINITY, 4)).isEqualTo("-infinite");
    }

    @Test
    void timesAreInTheUnitThatFits() {
        assertThat(ReadableNumber.duration(1.25)).isEqualTo("1.3 s");
        assertThat(ReadableNumber.duration(125)).isEqualTo("2 min 05 s");
        assertThat(ReadableNumber.duration(3 * 3600 + 120)).isEqualTo("3 h 02 min");
    }
}
