package io.moduli.core.config.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({"torus, torus, 0", "tours, torus, 1", "tous, torus, 1", "toruss, torus, 1", "Torus, torus, 0",
        "abc, ca, 3", "'', abc, 3", "seed, sede, 1", "kitten, sitting, 3"})
    void countsInsertionsDeletionsSubstitutionsAndSwaps(String first, String second, int distance) {
        assertThat(Nearest.distance(first, second)).isEqualTo(distance);
        assertThat(Nearest.distance(second, first)).isEqualTo(distance);
    }

    @Test
    void choosesTheLeastDistantAndThenTheFirstByName() {
        assertThat(Nearest.to("layr", List.of("layers", "layer"))).contains("layer");
        assertThat(Nearest.to("bat", List.of("cat", "bar"))).contains("bar");
    }

    @Test
    void guessesNothingThatIsTooFarAway() {
        assertThat(Nearest.to("sphere", List.of("torus", "klein-bottle"))).isEmpty();
        assertThat(Nearest.to("on", List.of("of", "max"))).contains("of");
        assertThat(Nearest.to("on", List.of("max"))).isEmpty();
    }
}
