package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.moduli.regularizer.GoldenGeometry.Penalty;
import io.moduli.plugins.moduli.regularizer.GoldenGeometry.Space;
import io.moduli.plugins.moduli.space.SphereSpace;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Distances, penalties and both kinds of gradients against those that PyTorch computed in double precision. */
class GeometryGoldenTest {

    private static final double DOUBLE = 1e-9;
    private static final double FLOAT = 1e-6;

    static Stream<Space> spaces() {
        return GoldenGeometry.spaces();
    }

    private static WeightShape shape(int units) {
        return new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 1, units, units);
    }

    private static double maximum(double[][] table) {
        return Arrays.stream(table).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    }

    private static int[] all(int count) {
        return IntStream.range(0, count).toArray();
    }

    /** Relative to each entry, with room for rounding where the entry is next to 0. */
    private static void assertClose(double actual, double expected, double maximum, double relative, String what) {
        assertThat(actual).as(what).isEqualTo(expected,
                within(relative * Math.abs(expected) + relative * 1e-3 * maximum));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void distancesAreThoseOfPyTorch(Space golden) {
        UnitPoints points = golden.points();
        double[][] expected = golden.distances();
        double[] out = new double[points.units()];
        for (int i = 0; i < points.units(); i++) {
            points.distances(i, all(points.units()), out);
            for (int j = 0; j < points.units(); j++) {
                assertClose(out[j], expected[i][j], maximum(expected), DOUBLE,
                        "distance of %d and %d".formatted(i, j));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void penaltiesAndWeightGradientsAreThoseOfPyTorchInDouble(Space golden) {
        golden.penalties().forEach(penalty -> {
            UnitPoints points = golden.points();
            int count = points.units();
            PairCoefficients coefficients = PairCoefficients
                    .of(Settings.of(penalty.inhibitor()).build(), points, ParallelLoop.SERIAL);
            double factor = Reduction.MEAN.factor(penalty.strength(), shape(count));
            double[][] weights = golden.weights();
            double[][] expected = penalty.gradient();
            double value = 0;
            for (int i = 0; i < count; i++) {
                double[] row = new double[count];
                coefficients.row(i, all(count), row);
                for (int j = 0; j < count; j++) {
                    double weight = weights[i][j];
                    value += factor * row[j] * Math.pow(Math.abs(weight), penalty.power());
                    double gradient = factor * row[j] * (penalty.power() == 1 ? Math.signum(weight) : 2 * weight);
                    assertClose(gradient, expected[i][j], maximum(expected), DOUBLE, penalty.name() + " gradient");
                }
            }
            assertClose(value, penalty.value(), 0, DOUBLE, penalty.name());
        });
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void theRegularizerGivesPyTorchsPenaltiesAndWeightGradientsInFloat(Space golden) {
        golden.penalties().forEach(penalty -> {
            SampleWeight weight = weight(golden);
            BoundRegularizer bound = bind(golden, penalty);
            bound.restructure(weight.whole());
            assertClose(bound.accumulate(weight.whole()), penalty.value(), 0, FLOAT, penalty.name());
            double[][] expected = penalty.gradient();
            float[] actual = weight.gradients();
            int count = expected.length;
            for (int index = 0; index < actual.length; index++) {
                // An inverted coefficient next to 0 has the rounding of the coefficients that it is the difference of.
                assertClose(
                        actual[index], expected[index / count][index % count], maximum(expected), FLOAT,
                        penalty.name() + " gradient");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void pointGradientsAreThoseOfPyTorchOnTheTangentSpace(Space golden) {
        UnitPoints points = golden.points();
        int count = points.units();
        ModuliSpace space = golden.space();
        String inhibitor = golden.learned().get("inhibitor").asText();
        ModuliSettings settings = Settings.of(GoldenGeometry.inhibitor(inhibitor, false)).build();
        double[] magnitudes = Arrays.stream(golden.weights()).flatMapToDouble(Arrays::stream).map(Math::abs).toArray();
        LearnedPairs pairs = new LearnedPairs(settings, points, StoredEntries.of(weight(golden).whole()));
        points.beginStep(true);
        pairs.addGradients(magnitudes, 1, ParallelLoop.SERIAL);

        double strength = golden.learned().get("strength").asDouble();
        double factor = Reduction.MEAN.factor(strength, shape(count));
        double[][] ambient = GoldenGeometry.table(golden.learned().get("grad_positions_ambient"));
        for (int i = 0; i < count; i++) {
            double[] expected = tangent(space, points.point(i), ambient[i]);
            for (int k = 0; k < expected.length; k++) {
                assertClose(factor * points.pointGradient(i)[k], expected[k], maximum(ambient), DOUBLE,
                        "gradient of point " + i);
            }
        }
    }

    /** A gradient with respect to the stored coordinates as a Riemannian one: on a sphere, its tangential part in units of length. */
    private static double[] tangent(ModuliSpace space, double[] point, double[] ambient) {
        if (!(space instanceof SphereSpace sphere)) {
            return ambient;
        }
        double radial = 0;
        for (int k = 0; k < point.length; k++) {
            radial += point[k] * ambient[k];
        }
        double[] tangent = new double[point.length];
        for (int k = 0; k < point.length; k++) {
            tangent[k] = (ambient[k] - radial * point[k]) / sphere.radius();
        }
        return tangent;
    }

    private static BoundRegularizer bind(Space golden, Penalty penalty) {
        UnitPoints points = golden.points();
        return Placed.of(
                Settings.of(penalty.inhibitor()).power(penalty.power()).strength(penalty.strength()),
                shape(points.units()), points).regularizer();
    }

    private static SampleWeight weight(Space golden) {
        double[] values = Arrays.stream(golden.weights()).flatMapToDouble(Arrays::stream).toArray();
        float[] rounded = new float[values.length];
        for (int index = 0; index < values.length; index++) {
            rounded[index] = (float) values[index];
        }
        return SampleWeight.dense(shape(golden.weights().length), rounded);
    }
}
