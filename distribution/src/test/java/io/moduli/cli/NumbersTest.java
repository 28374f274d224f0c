package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "0.0123456, 0.01235", "12.3, 12.30", "0.00001234, 1.234e-05", "1234567, 1.235e+06",
        "-0.5, -0.5000", "NaN, NaN", "Infinity, Infinity"})
    void numbersHaveFourSignificantDigits(double value, String written) {
        assertThat(Numbers.significant(value)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"59.4, 0:59", "60, 1:00", "3599, 59:59", "3723, 1:02:03"})
    void timesAreWrittenAsOnAClock(double seconds, String written) {
        assertThat(Numbers.clock(seconds)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 95.0 %", "0, 0.0 %", "1, 100.0 %"})
    void sharesAreInPercent(double share, String written) {
        assertThat(Numbers.percent(share)).isEqualTo(written);
    }
}
