package io.moduli.core.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.core.run.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spaces far too large or too small, and costs that come of them, are refused before anything is trained. */
class PointsCheckTest {

    @TempDir
    Path folder;

    @Description("A line whose squares overflow")
    record Squares(@Default("1") @Description("Length") double length) implements ModuliSpace {

        @Override
        public int coordinates() {
            return 1;
        }

        @Override
        public void sample(RandomGenerator random, double[] point) {
            point[0] = length * (1 + random.nextDouble());
        }

        @Override
        public boolean uniform() {
            return false;
        }

        @Override
        public double distance(double[] a, double[] b) {
            return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]));
        }

        @Override
        public void gradient(double[] a, double[] b, double[] out) {
            double difference = a[0] - b[0];
            out[0] = difference * difference * difference / Math.abs(difference * difference * difference);
        }

        @Override
        public void move(double[] point, double[] tangent) {
            point[0] += tangent[0];
        }

        @Override
        public double diameter() {
            return Double.POSITIVE_INFINITY;
        }
    }

    @Description("Costs the square of the distance")
    record Square(@Default("1") @Description("A factor") double factor) implements Regularizer {

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT);
        }

        @Override
        public GeometryUse geometryUse() {
            return GeometryUse.REQUIRED;
        }

        @Override
        public boolean movesPoints() {
            return true;
        }

        @Override
        public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
            return new BoundRegularizer() {
                @Override
                public double accumulate(EntryBlock block) {
                    return 0;
                }

                @Override
                public Optional<DoubleUnaryOperator> costOverDistance() {
                    return Optional.of(distance -> factor * distance * distance);
                }
            };
        }
    }

    private static final class Squared implements Plugin {

        @Override
        public String id() {
            return "squared";
        }

        @Override
        public List<ComponentFactory<?, ? extends ModuliSpace>> moduliSpaces() {
            return List.of(ComponentFactory.of("squares", Squares.class, Function.<Squares>identity()));
        }

        @Override
        public List<ComponentFactory<?, ? extends Regularizer>> regularizers() {
            return List.of(ComponentFactory.of("square", Square.class, Function.<Square>identity()));
        }
    }

    private List<String> problems(String geometry, double factor) {
        return new Runs(folder, new Squared()).problems(pipeline(geometry, factor));
    }

    private static String pipeline(String geometry, double factor) {
        return """
                name = small, seed = 3
                task { type = small }
                network { cell { type = elman }, hidden = 6, geometry {
                  %s
                } }
                regularizers = [
                  { type = square, factor = %s }
                ]
                stages = [{ type = train, epochs = 1 }]
                """.formatted(geometry, factor);
    }

    @Test
    void pointsThatAreNotFiniteAreRefusedAtTheSpace() {
        assertThat(problems("space { type = squares, length = 1e308 }", 1)).singleElement().asString()
                .startsWith("small.conf:4: network.geometry.space: Squares[length=1.0E308] cannot be used: ")
                .contains(" points drawn on it are not finite, such as [Infinity]; write other settings");
    }

    @Test
    void ofTheGeometriesOfSeveralLayersTheOneAtFaultIsNamed() {
        String geometries = "task { type = small }, network { cell { type = elman }, hidden = 6, layers = 2, geometry = [\n"
                + "{ space { type = squares } },\n{ space { type = squares, length = 1e308 } }] }\n"
                + "regularizers = [{ type = square }], name = small, stages = [{ type = train, epochs = 1 }]";

        assertThat(new Runs(folder, new Squared()).problems(geometries)).singleElement().asString()
                .startsWith("small.conf:3: network.geometry.1.space: Squares[length=1.0E308] cannot be used: ");
    }

    @Test
    void distancesThatOverflowAreRefusedAtTheSpace() {
        assertThat(problems("space { type = squares, length = 1e200 }", 1)).singleElement().asString()
                .startsWith(
                        "small.conf:4: network.geometry.space: Squares[length=1.0E200] cannot be used: two points drawn "
                                + "on it, [1.")
                .endsWith(", have the distance Infinity; write other settings");
    }

    @Test
    void distancesThatAllUnderflowAreRefusedAtTheSpace() {
        assertThat(problems("space { type = squares, length = 1e-200 }", 1)).singleElement().asString()
                .startsWith(
                        "small.conf:4: network.geometry.space: Squares[length=1.0E-200] cannot be used: all distances "
                                + "between 6 points drawn on it are 0, the first of which is [1.");
    }

    @Test
    void gradientsThatAreNoNumbersAreRefusedWherePointsAreLearnedAlone() {
        String space = "space { type = squares, length = 1e-110 }, scale = unit-median";

        assertThat(problems(space + ", learn { rate = 0.1, epochs = 1 }", 1)).singleElement().asString()
                .startsWith(
                        "small.conf:4: network.geometry.space: Squares[length=1.0E-110] cannot be used: points are to be "
                                + "learned, but the gradient of the distance between two of them, [1.")
                .endsWith(" is [NaN]; write other settings");
        assertThat(new Runs(folder, new Squared()).warnings(pipeline(space, 1))).isEmpty();
    }

    @Test
    void costsBeyondTheKernelsNumbersAreRefusedAtTheRegularizer() {
        assertThat(problems("space { type = squares, length = 1e20 }", 1)).singleElement().asString()
                .startsWith("small.conf:7: regularizers.0: the cost of a weight between two units whose distance is ")
                .endsWith(
                        " is Infinity, which no weight can bear; use another space than Squares[length=1.0E20], scale = "
                                + "unit-median beside it, or another inhibitor");
    }

    @Test
    void costsThatAreAllZeroAreRefusedAtTheRegularizer() {
        assertThat(problems("space { type = squares, length = 1e-30 }", 1)).singleElement().asString()
                .startsWith("small.conf:7: regularizers.0: the cost of a weight is 0 between all of 6 units on "
                        + "Squares[length=1.0E-30], whose distances are from ")
                .endsWith(
                        ": it would change nothing; use another space, scale = unit-median beside it, or another inhibitor");
    }

    @Test
    void distancesInUnitsOfTheirMedianAreNeitherTooLargeNorTooSmall() {
        Runs runs = new Runs(folder, new Squared());

        assertThat(runs.warnings(pipeline("space { type = squares, length = 1e20 }, scale = unit-median", 1)))
                .isEmpty();
        assertThat(runs.warnings(pipeline("space { type = squares, length = 1e-30 }, scale = unit-median", 1)))
                .isEmpty();
    }
}
