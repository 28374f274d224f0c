package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.FundamentalDomain;
import io.moduli.api.geometry.FundamentalDomain.Gluing;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.geometry.PlainSpace;
import io.moduli.api.host.UnitPoints;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.report.StrongestConnections.Connection;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Solid;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SpaceFiguresTest {

    private static final double GONE = Double.NaN;

    @Test
    void theStrongestConnectionsAreThoseOfLargestMagnitudeBetweenDifferentUnits() {
        Parameter weight = RecurrentWeights.of(1, 3, 9, 1, -4, 2, 9, GONE, 3, GONE, 9);
        assertThat(StrongestConnections.of(weight, 3)).containsExactly(
                new Connection(2, 0, -4), new Connection(0, 2, 3), new Connection(0, 1, 2));
    }

    @Test
    void aPathIsAShortestOne() {
        List<double[]> path = StrongestConnections.path(
                new PlainSpace(2), new double[] {1, 0}, new double[] {4, 4});
        assertThat(path).hasSize(13);
        assertThat(path.getFirst()).containsExactly(1, 0);
        assertThat(path.get(6)).containsExactly(new double[] {2.5, 2}, within(1e-9));
        assertThat(path.getLast()).containsExactly(4, 4);
    }

    @Test
    void aSpaceInThePlaneIsDrawnInThePlaneAlone() {
        List<Figure> figures = figures(
                new UnitPoints(new PlainSpace(2), DistanceScale.AS_IS, new double[][] {{0, 0}, {1, 2}}));
        assertThat(figures).extracting(Figure::name).containsExactly("layer-1-points");
        Layer.Dots units = (Layer.Dots) ((Chart) figures.getFirst()).planes().getFirst().layers().getLast();
        assertThat(units.name()).isEqualTo("connected units: 2");
        assertThat(units.y()).containsExactly(0, 2);
    }

    @Test
    void aSpaceOfMoreDimensionsIsDrawnByItsEmbedding() {
        List<Figure> figures = figures(new UnitPoints(new PlainSpace(4), DistanceScale.AS_IS,
                new double[][] {{0, 0, 0, 3}, {0, 0, 0, -3}}));
        Solid solid = (Solid) figures.getFirst();
        assertThat(figures).hasSize(1);
        assertThat(solid.caption()).startsWith(
                "The space's embedding in 4 dimensions, projected to its first three principal components, which show 100 % of the variance.");
        assertThat(solid.parts().getLast().x()).containsExactly(new double[] {3, -3}, within(1e-12));
    }

    @Test
    void aFlatSurfaceIsDrawnCutOpenWithItsGluedEdgesAndBentRound() {
        List<Figure> figures = figures(flat(Gluing.MIRRORED, Gluing.STRAIGHT));
        assertThat(figures).extracting(Figure::name).containsExactly("layer-1-points", "layer-1-space");
        List<Layer.Edge> edges = ((Chart) figures.getFirst()).planes().getFirst().layers().stream()
                .filter(Layer.Edge.class::isInstance).map(Layer.Edge.class::cast).toList();
        assertThat(edges).extracting(Layer.Edge::letter).containsExactly("a", "a", "b", "b");
        assertThat(edges.get(0).y()).containsExactly(0, 2);
        assertThat(edges.get(1).y()).containsExactly(2, 0);
        assertThat(edges.get(3).x()).containsExactly(0, 4);
    }

    @Test
    void gluedEdgesMeetInThreeDimensions() {
        for (Gluing[] gluing : new Gluing[][] {
            {Gluing.STRAIGHT, Gluing.STRAIGHT}, {Gluing.MIRRORED, Gluing.STRAIGHT}, {Gluing.STRAIGHT, Gluing.MIRRORED},
            {Gluing.STRAIGHT, Gluing.NONE}, {Gluing.MIRRORED, Gluing.NONE}, {Gluing.NONE, Gluing.STRAIGHT},
            {Gluing.NONE, Gluing.MIRRORED}}) {
            SpaceView view = new SpaceView(flat(gluing[0], gluing[1]));
            if (gluing[0] != Gluing.NONE) {
                double opposite = gluing[0] == Gluing.MIRRORED ? 1.3 : 0.7;
                assertThat(view.place(new double[] {4, 0.7}))
                        .containsExactly(view.place(new double[] {0, opposite}), within(1e-9));
            }
            if (gluing[1] != Gluing.NONE) {
                double opposite = gluing[1] == Gluing.MIRRORED ? 2.9 : 1.1;
                assertThat(view.place(new double[] {1.1, 2}))
                        .containsExactly(view.place(new double[] {opposite, 0}), within(1e-9));
            }
        }
    }

    /** A plane that says it were a rectangle of 4 by 2 whose edges are glued. */
    private static LayerGeometry flat(Gluing sides, Gluing ends) {
        return new UnitPoints(new Flat(new PlainSpace(2), new FundamentalDomain(4, 2, sides, ends)),
                DistanceScale.AS_IS,
                new double[][] {{0, 0}, {1, 1}});
    }

    private record Flat(ModuliSpace plane, FundamentalDomain domain) implements ModuliSpace {

        @Override
        public int coordinates() {
            return 2;
        }

        @Override
        public void sample(RandomGenerator random, double[] point) {
            plane.sample(random, point);
        }

        @Override
        public double distance(double[] a, double[] b) {
            return plane.distance(a, b);
        }

        @Override
        public void gradient(double[] a, double[] b, double[] out) {
            plane.gradient(a, b, out);
        }

        @Override
        public void move(double[] point, double[] tangent) {
            plane.move(point, tangent);
        }

        @Override
        public double diameter() {
            return plane.diameter();
        }

        @Override
        public Optional<FundamentalDomain> fundamentalDomain() {
            return Optional.of(domain);
        }
    }

    private static List<Figure> figures(LayerGeometry geometry) {
        return new SpaceFigures("layer-1", geometry, RecurrentWeights.of(1, 2, 0, 1, -1, 0), new boolean[] {true, true})
                .figures();
    }
}
