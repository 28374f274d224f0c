package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownLayersTest {

    @Test
    void fewLayersAreAllDrawn() {
        assertThat(ShownLayers.of(3)).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(ShownLayers.note(12)).isEmpty();
    }

    @Test
    void ofManyLayersTwelveAreDrawnTheFirstAndTheLastAmongThem() {
        assertThat(ShownLayers.of(100))
                .containsExactlyInAnyOrder(0, 9, 18, 27, 36, 45, 54, 63, 72, 81, 90, 99);
        assertThat(ShownLayers.note(100))
                .isEqualTo(" Of the 100 layers 12 are drawn, at equal intervals from the first to the last.");
    }
}
