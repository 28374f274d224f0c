package io.moduli.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.geometry.Cylinder;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.PlainSpace;
import io.moduli.api.weight.WeightRole;
import org.junit.jupiter.api.Test;

class FeaturePlacesTest {

    @Test
    void theUnitSquareIsStretchedOverTheFundamentalDomain() {
        LayerGeometry points = FeaturePlaces.of(new PlacedOutputs(new double[][] {{0.5, 0.25}, {1, 0}}))
                .on(new Cylinder(), WeightRole.READ_OUT).orElseThrow();

        assertThat(points.units()).isEqualTo(2);
        assertThat(points.point(0)).containsExactly(5, 1);
        assertThat(points.point(1)).containsExactly(10, 0);
        assertThat(points.unitLength()).isEqualTo(1);
    }

    @Test
    void featuresLieNowhereOnOtherSpacesAndIfTheTaskDoesNotSayWhere() {
        FeaturePlaces places = FeaturePlaces.of(new PlacedOutputs(new double[][] {{0.5, 0.25}, {1, 0}}));

        assertThat(places.on(new PlainSpace(1), WeightRole.READ_OUT)).isEmpty();
        assertThat(places.on(new Cylinder(), WeightRole.INPUT)).isEmpty();
        assertThat(FeaturePlaces.NONE.on(new Cylinder(), WeightRole.READ_OUT)).isEmpty();
    }

    @Test
    void placesThatAreNotThoseOfTheFeaturesAreRefused() {
        assertThatThrownBy(() -> FeaturePlaces.of(new PlacedOutputs(new double[3][2])))
                .hasMessage("the task gives 3 places for 2 features (READ_OUT)");
        assertThatThrownBy(() -> FeaturePlaces.of(new PlacedOutputs(new double[][] {{0, 0}, {0, 1.5}})))
                .hasMessage("the task places a feature (READ_OUT) at [0.0, 1.5], not at two numbers from 0 to 1");
        assertThatThrownBy(() -> FeaturePlaces.of(new PlacedOutputs(new double[2][1])))
                .hasMessage("the task places a feature (READ_OUT) at [0.0], not at two numbers from 0 to 1");
    }
}
