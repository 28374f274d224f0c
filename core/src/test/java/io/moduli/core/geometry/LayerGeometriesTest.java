package io.moduli.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.geometry.Cylinder;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.geometry.PlainSpace;
import io.moduli.api.host.FeaturePlaces;
import io.moduli.api.host.PlacedOutputs;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayerGeometriesTest {

    /** The interval from 0 to 1. */
    private static final ModuliSpace LINE = new PlainSpace(1);

    private static GeometrySettings settings(Placement points) {
        return new GeometrySettings(LINE, DistanceScale.AS_IS, points, Optional.empty());
    }

    private static LayerGeometries draw(int layers, GeometrySettings... settings) {
        return LayerGeometries.draw(List.of(settings), layers, 50, new RandomStreams(3));
    }

    private static double[] places(LayerGeometries geometries, int layer) {
        return geometries.ofLayer(layer).orElseThrow().state().getFirst().values();
    }

    @Test
    void unitsAreNumberedAlongTheirSpace() {
        LayerGeometries geometries = draw(1, settings(Placement.UNIFORM));
        double[] places = places(geometries, 0);
        double[] ascending = IntStream.range(0, 50).mapToDouble(k -> places[k]).sorted().toArray();
        double[] descending = IntStream.range(0, 50).mapToDouble(k -> ascending[49 - k]).toArray();
        assertThat(places).isIn(ascending, descending);
        assertThat(geometries.ofLayer(0).orElseThrow().order()).containsExactly(IntStream.range(0, 50).toArray());
    }

    @Test
    void pointsDependOnTheSeedAndTheLayerAlone() {
        double[] first = places(draw(1, settings(Placement.UNIFORM)), 0);
        LayerGeometries two = draw(2, settings(Placement.UNIFORM), settings(Placement.EVEN));
        assertThat(places(two, 0)).isEqualTo(first);
        assertThat(places(draw(2, settings(Placement.UNIFORM)), 1)).isNotEqualTo(first);
    }

    @Test
    void evenPointsHaveNeitherClumpsNorHoles() {
        double[] even = places(draw(1, settings(Placement.EVEN)), 0);
        double[] drawn = places(draw(1, settings(Placement.UNIFORM)), 0);
        assertThat(minimumGap(even)).isGreaterThan(0.5 / 50).isGreaterThan(10 * minimumGap(drawn));
        assertThat(maximumGap(even)).isLessThan(2.0 / 49).isLessThan(0.5 * maximumGap(drawn));
    }

    private static double[] gaps(double[] places) {
        double[] sorted = places.clone();
        Arrays.sort(sorted);
        return IntStream.range(1, sorted.length).mapToDouble(k -> sorted[k] - sorted[k - 1]).toArray();
    }

    private static double minimumGap(double[] places) {
        return Arrays.stream(gaps(places)).min().orElseThrow();
    }

    private static double maximumGap(double[] places) {
        return Arrays.stream(gaps(places)).max().orElseThrow();
    }

    @Test
    void everyWeightGetsTheGeometriesOfTheUnitsThatItConnects() {
        LayerGeometries geometries = draw(2, settings(Placement.UNIFORM));
        UnitPoints lower = geometries.ofLayer(0).orElseThrow();
        UnitPoints upper = geometries.ofLayer(1).orElseThrow();
        assertPlaced(geometries, new WeightShape("a", WeightRole.INPUT, 0, 4, 50, 7), lower, null);
        assertPlaced(geometries, new WeightShape("b", WeightRole.RECURRENT, 0, 4, 50, 50), lower, lower);
        assertPlaced(geometries, new WeightShape("c", WeightRole.INPUT, 1, 4, 50, 50), upper, lower);
        assertPlaced(geometries, new WeightShape("d", WeightRole.READ_OUT, 0, 1, 9, 50), null, upper);
        assertPlaced(geometries, new WeightShape("e", WeightRole.INITIAL_STATE, 0, 1, 100, 9), null, null);
        assertPlaced(geometries, new WeightShape("f", WeightRole.EMBEDDING, 0, 1, 9, 50), null, null);
        assertPlaced(
                draw(1, settings(Placement.UNIFORM)), new WeightShape("g", WeightRole.INITIAL_STATE, 0, 1, 50, 9),
                places(draw(1, settings(Placement.UNIFORM)), 0));
    }

    @Test
    void featuresLieOnTheSpaceOfTheUnitsThatTheyAreConnectedWith() {
        LayerGeometries geometries = draw(1, new GeometrySettings(
                new Cylinder(), DistanceScale.AS_IS, Placement.UNIFORM, Optional.empty()))
                .with(FeaturePlaces.of(new PlacedOutputs(new double[][] {{0.5, 0.25}, {1, 0}})));
        PlacedWeight readOut = geometries.place(new WeightShape("a", WeightRole.READ_OUT, 0, 1, 2, 50));
        PlacedWeight input = geometries.place(new WeightShape("b", WeightRole.INPUT, 0, 1, 50, 1));

        assertThat(readOut.rowGeometry().orElseThrow().point(0)).containsExactly(5, 1);
        assertThat(readOut.columnGeometry().orElseThrow()).isSameAs(geometries.ofLayer(0).orElseThrow());
        assertThat(readOut.geometry()).isEmpty();
        assertThat(input.columnGeometry()).isEmpty();
    }

    private static void assertPlaced(LayerGeometries geometries, WeightShape shape, Object rows, Object columns) {
        PlacedWeight placed = geometries.place(shape);
        assertThat(placed.rowGeometry().map(Object.class::cast)).isEqualTo(Optional.ofNullable(rows));
        assertThat(placed.columnGeometry().map(Object.class::cast)).isEqualTo(Optional.ofNullable(columns));
    }

    private static void assertPlaced(LayerGeometries geometries, WeightShape shape, double[] rows) {
        UnitPoints points = (UnitPoints) geometries.place(shape).rowGeometry().orElseThrow();
        assertThat(points.state().getFirst().values()).isEqualTo(rows);
    }

    @Test
    void learnedPointsMoveByRateTimesGradientUntilTheirEpochsAreOver() {
        GeometrySettings learned = new GeometrySettings(
                LINE, DistanceScale.AS_IS, Placement.UNIFORM, Optional.of(new Learning(0.1, 0.5, 2)));
        LayerGeometries geometries = LayerGeometries.draw(List.of(learned), 1, 2, new RandomStreams(1));
        UnitPoints points = geometries.ofLayer(0).orElseThrow();
        double before = points.point(0)[0];
        for (int epoch = 1; epoch <= 4; epoch++) {
            geometries.beginStep(epoch, true);
            assertThat(points.learning()).isEqualTo(epoch <= 2);
            if (points.learning()) {
                points.addGradient(0, new double[] {1});
            }
            assertThat(geometries.endStep(epoch, ParallelLoop.SERIAL)).isTrue();
        }
        geometries.beginStep(1, false);
        assertThat(points.learning()).isFalse();
        assertThat(points.point(0)[0]).isEqualTo(before - 0.1 - 0.05, within(1e-12));
    }

    @Test
    void aGradientThatIsNotFiniteMovesNothingAndIsTold() {
        GeometrySettings learned = new GeometrySettings(
                LINE, DistanceScale.AS_IS, Placement.UNIFORM, Optional.of(new Learning(0.1, 1, 1)));
        LayerGeometries geometries = LayerGeometries.draw(List.of(learned), 1, 2, new RandomStreams(1));
        double[] before = places(geometries, 0);
        geometries.beginStep(1, true);
        geometries.ofLayer(0).orElseThrow().addGradient(1, new double[] {Double.NaN});
        assertThat(geometries.endStep(1, ParallelLoop.SERIAL)).isFalse();
        assertThat(places(geometries, 0)).isEqualTo(before);
    }

    @Test
    void evenPointsOfAPlaneKeepTheirDistance() {
        double[][] points = EvenPoints.on(new PlainSpace(2), 100, new SplittableRandom(5));
        UnitPoints units = new UnitPoints(new PlainSpace(2), DistanceScale.AS_IS, points);
        double[] nearest = IntStream.range(0, 100)
                .mapToDouble(unit -> IntStream.range(0, 100)
                        .filter(other -> other != unit)
                        .mapToDouble(other -> units.distance(unit, other))
                        .min()
                        .orElseThrow())
                .sorted()
                .toArray();
        assertThat(nearest[99]).isLessThan(4 * nearest[0]);
    }
}
