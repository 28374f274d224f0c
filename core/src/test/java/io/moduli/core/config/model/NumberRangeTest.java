package io.moduli.core.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberRangeTest {

    private static final double NONE = Double.POSITIVE_INFINITY;

    @Test
    void saysItsBoundsInWords() {
        assertThat(NumberRange.ALL.words()).isEmpty();
        assertThat(new NumberRange(1, NONE, false, false).words()).isEqualTo(" of 1 or more");
        assertThat(new NumberRange(0, NONE, true, false).words()).isEqualTo(" above 0");
        assertThat(new NumberRange(-NONE, 2.5, false, false).words()).isEqualTo(" at most 2.5");
        assertThat(new NumberRange(-NONE, 3, false, true).words()).isEqualTo(" below 3");
        assertThat(new NumberRange(0, 1, false, false).words()).isEqualTo(" from 0 to 1");
        assertThat(new NumberRange(0, 1, false, true).words()).isEqualTo(" from 0 to below 1");
        assertThat(new NumberRange(0, 1, true, false).words()).isEqualTo(" above 0 and at most 1");
        assertThat(new NumberRange(0, 1, true, true).words()).isEqualTo(" above 0 and below 1");
    }

    @Test
    void containsItsBoundsUnlessTheyAreExcluded() {
        NumberRange closed = new NumberRange(0, 1, false, false);
        NumberRange open = new NumberRange(0, 1, true, true);

        assertThat(closed.contains(0)).isTrue();
        assertThat(closed.contains(1)).isTrue();
        assertThat(closed.contains(-0.1)).isFalse();
        assertThat(open.contains(0)).isFalse();
        assertThat(open.contains(1)).isFalse();
        assertThat(open.contains(0.5)).isTrue();
        assertThat(NumberRange.ALL.contains(Double.NaN)).isFalse();
    }
}
