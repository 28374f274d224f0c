package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

    @Test
    void theDirectionsOfMostVarianceComeFirst() {
        // Variances 0, 2 · 1² and 2 · 3² about the mean (5, 0, 0).
        PrincipalComponents components = PrincipalComponents.of(
                List.of(new double[] {5, 1, 0}, new double[] {5, -1, 0}, new double[] {5, 0, 3},
                        new double[] {5, 0, -3}),
                2);
        assertThat(components.mean()).containsExactly(5, 0, 0);
        assertThat(components.share()).isEqualTo(1, within(1e-12));
        assertThat(components.project(new double[] {5, 1, 0})).containsExactly(new double[] {0, 1}, within(1e-12));
        assertThat(components.project(new double[] {5, 0, -3})).containsExactly(new double[] {-3, 0}, within(1e-12));
    }

    @Test
    void theShareIsThatOfTheComponentsShown() {
        PrincipalComponents components = PrincipalComponents.of(
                List.of(new double[] {1, 0}, new double[] {-1, 0}, new double[] {0, 3}, new double[] {0, -3}), 1);
        assertThat(components.share()).isEqualTo(0.9, within(1e-12));
    }
}
