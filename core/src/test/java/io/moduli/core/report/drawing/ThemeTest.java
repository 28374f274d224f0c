package io.moduli.core.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The colours of pictures. */
class ThemeTest {

    @Test
    void aNumberInTheDivergingColoursIsColdBelowZeroAndWarmAbove() {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            assertThat(theme.diverging().at(0.2).getBlue()).isGreaterThan(theme.diverging().at(0.2).getRed() + 40);
            assertThat(theme.diverging().at(0.8).getRed()).isGreaterThan(theme.diverging().at(0.8).getBlue() + 40);
            assertThat(theme.diverging().at(0.5)).isNotEqualTo(theme.background());
        }
    }
}
