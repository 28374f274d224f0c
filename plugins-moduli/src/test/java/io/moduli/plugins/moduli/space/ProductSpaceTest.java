package io.moduli.plugins.moduli.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.settings.SettingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductSpaceTest {

    /** A circle of circumference 10 by coordinates, times a plane. */
    private static final ProductSpace PRODUCT = new ProductSpace(
            List.of(new TorusSpace(1, 10), new EuclideanSpace(2, 1)));

    @Test
    void theDistanceIsTheRootOfTheSumOfSquares() {
        assertThat(PRODUCT.distance(new double[] {1, 0, 0}, new double[] {9, 0, 1.5})).isEqualTo(2.5);
    }

    @Test
    void theGradientIsSharedOutByDistance() {
        double[] out = new double[3];
        PRODUCT.gradient(new double[] {1, 0, 0}, new double[] {9, 0, 1.5}, out);
        assertThat(out).containsExactly(new double[] {0.8, 0, -0.6}, within(1e-15));
    }

    @Test
    void theGradientIsZeroAtCoincidenceAndInAFactorThatIsOnItsCutLocus() {
        double[] out = {Double.NaN, Double.NaN, Double.NaN};
        PRODUCT.gradient(new double[] {1, 2, 3}, new double[] {1, 2, 3}, out);
        assertThat(out).containsExactly(0, 0, 0);
        PRODUCT.gradient(new double[] {0, 12, 0}, new double[] {5, 0, 0}, out);
        assertThat(out).containsExactly(new double[] {0, 12.0 / 13, 0}, within(1e-15));
    }

    @Test
    void movesEachFactorByItsPartOfTheTangent() {
        double[] point = {9, 1, 1};
        PRODUCT.move(point, new double[] {2, 3, -4});
        assertThat(point).containsExactly(1, 4, -3);
    }

    @Test
    void isAsUniformAndAsWideAsItsFactors() {
        assertThat(PRODUCT.uniform()).isFalse();
        assertThat(PRODUCT.diameter()).isInfinite();
        ProductSpace closed = new ProductSpace(List.of(new TorusSpace(1, 6), new TorusSpace(1, 8)));
        assertThat(closed.uniform()).isTrue();
        assertThat(closed.diameter()).isEqualTo(5);
    }

    @Test
    void isEmbeddedFactorByFactor() {
        double radius = 10 / (2 * Math.PI);
        assertThat(PRODUCT.embed(new double[] {0, 3, 4})).containsExactly(radius, 0, 3, 4);
    }

    @Test
    void refusesAProductOfNothing() {
        assertThatThrownBy(() -> new ProductSpace(List.of())).isInstanceOf(SettingException.class)
                .hasMessageContaining("a product needs one space or more");
    }
}
