package io.moduli.core.engine.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final int LONG = 1_000_000;

    private final Patience patience = new Patience();

    @Test
    void aWaitThatOutlastsTheSpinsHalvesThemForTheNextOneDownToAMinimum() {
        assertThat(patience.sleeps(5 * 4_000 - 1)).isFalse();
        assertThat(patience.sleeps(5 * 4_000)).isTrue();

        patience.waited(4_001);

        assertThat(patience.sleeps(5 * 2_000 - 1)).isFalse();
        assertThat(patience.sleeps(5 * 2_000)).isTrue();

        for (int wait = 0; wait < 10; wait++) {
            patience.waited(LONG);
        }
        assertThat(patience.sleeps(5 * 60 - 1)).isFalse();
        assertThat(patience.sleeps(5 * 60)).isTrue();
    }

    @Test
    void shortWaitsMakeThemGrowAgainUpToTheMaximum() {
        patience.waited(LONG);
        patience.waited(LONG);

        patience.waited(10);

        assertThat(patience.sleeps(5 * (1_000 + 125) - 1)).isFalse();
        assertThat(patience.sleeps(5 * (1_000 + 125))).isTrue();

        for (int wait = 0; wait < 20; wait++) {
            patience.waited(10);
        }
        assertThat(patience.sleeps(5 * 4_000 - 1)).isFalse();
        assertThat(patience.sleeps(5 * 4_000)).isTrue();
    }
}
