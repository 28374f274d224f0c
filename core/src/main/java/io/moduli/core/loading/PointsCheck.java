package io.moduli.core.loading;

import io.moduli.api.RandomStreams;
import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.geometry.GeometrySettings;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.geometry.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Checks whether points on a layer's space, their distances and the costs that regularizers compute from them are
 * usable numbers. A space that is far too large or too small for its formulas is found here, rather than later through
 * a NaN loss or a penalty of 0.
 */
final class PointsCheck {

    /** How many points to try: enough to find problems of most pairs, within milliseconds. */
    private static final int UNITS = 256;

    /** How many units to compute costs for: a regularizer may need milliseconds for the pairs of more. */
    private static final int COSTLY_UNITS = 64;

    private final EffectiveConfiguration effective;
    private final GeometrySettings settings;
    private final String key;
    private final RandomStreams streams = new RandomStreams(0);
    private final double[][] points;

    /**
     * @param settings the settings of a layer's geometry
     * @param key their key, such as {@code network.geometry}
     * @param hidden units in the layer
     */
    PointsCheck(EffectiveConfiguration effective, GeometrySettings settings, String key, int hidden) {
        this.effective = effective;
        this.settings = settings;
        this.key = key + ".space";
        this.points = new double[Math.min(hidden, UNITS)][settings.space().coordinates()];
    }

    /** The problems of points on the space, and of regularizers that act on weights between them. */
    List<Problem> problems(List<Regularizer> regularizers) {
        return points().or(this::distances).or(this::gradients).map(List::of)
                .orElseGet(() -> costs(regularizers));
    }

    private Optional<Problem> points() {
        RandomGenerator random = streams.stream("points");
        for (double[] point : points) {
            settings.space().sample(random, point);
        }
        List<double[]> wrong = Arrays.stream(points).filter(point -> !finite(point)).toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(problem("%d of %d points drawn on it are not finite, such as %s", wrong.size(),
                        points.length, Arrays.toString(wrong.getFirst())));
    }

    private Optional<Problem> distances() {
        double maximum = 0;
        for (int from = 0; from < points.length - 1; from++) {
            double[] row = row(settings.space(), from);
            for (int k = 0; k < row.length; k++) {
                double[] other = points[from + 1 + k];
                if (!(row[k] >= 0) || row[k] == Double.POSITIVE_INFINITY) {
                    return Optional.of(problem("two points drawn on it, %s and %s, have the distance %s",
                            Arrays.toString(points[from]), Arrays.toString(other), row[k]));
                }
                maximum = Math.max(maximum, row[k]);
            }
        }
        return maximum > 0 || points.length == 1
                ? Optional.empty()
                : Optional.of(problem("all distances between %d points drawn on it are 0, the first of which is %s",
                        points.length, Arrays.toString(points[0])));
    }

    private double[] row(ModuliSpace space, int from) {
        int[] following = IntStream.range(from + 1, points.length).toArray();
        double[] distances = new double[following.length];
        space.distances(points, from, following, distances);
        return distances;
    }

    /** Only points that are learned need gradients. */
    private Optional<Problem> gradients() {
        double[] gradient = new double[settings.space().coordinates()];
        for (int unit = 1; unit < points.length && settings.learn().isPresent(); unit++) {
            settings.space().gradient(points[unit], points[unit - 1], gradient);
            if (!finite(gradient)) {
                return Optional.of(problem(
                        "points are to be learned, but the gradient of the distance between two of them, %s and %s, is %s",
                        Arrays.toString(points[unit]), Arrays.toString(points[unit - 1]), Arrays.toString(gradient)));
            }
        }
        return Optional.empty();
    }

    private List<Problem> costs(List<Regularizer> regularizers) {
        List<Problem> problems = new ArrayList<>();
        int units = Math.min(points.length, COSTLY_UNITS);
        GeometrySettings drawn = new GeometrySettings(
                settings.space(), settings.scale(), Placement.UNIFORM, Optional.empty());
        LayerGeometry geometry = LayerGeometries.draw(List.of(drawn), 1, units, streams).ofLayer(0)
                .orElseThrow();
        PlacedWeight weight = PlacedWeight.recurrent(
                new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 1, units, units),
                geometry);
        double[] distances = IntStream.range(0, units - 1)
                .mapToObj(from -> {
                    double[] row = new double[units - 1 - from];
                    geometry.distances(from, IntStream.range(from + 1, units).toArray(), row);
                    return row;
                })
                .flatMapToDouble(DoubleStream::of)
                .toArray();
        for (int index = 0; index < regularizers.size() && distances.length > 0; index++) {
            Regularizer regularizer = regularizers.get(index);
            if (regularizer.geometryUse() != GeometryUse.NONE && regularizer.on().contains(WeightRole.RECURRENT)) {
                String where = "regularizers." + index;
                regularizer.bind(weight, streams.stream(where)).costOverDistance()
                        .flatMap(cost -> cost(cost, distances))
                        .ifPresent(message -> problems.add(effective.problem(where, message)));
            }
        }
        return problems;
    }

    /** The problems of costs that are stored as float32. */
    private Optional<String> cost(DoubleUnaryOperator cost, double[] distances) {
        boolean acts = false;
        for (double distance : distances) {
            float kept = (float) cost.applyAsDouble(distance);
            if (!Float.isFinite(kept)) {
                return Optional.of(
                        "the cost of a weight between two units whose distance is %s is %s, which no weight can bear; use another space than %s, scale = unit-median beside it, or another inhibitor"
                                .formatted(distance, kept, settings.space()));
            }
            acts |= kept != 0;
        }
        return acts
                ? Optional.empty()
                : Optional.of(
                        "the cost of a weight is 0 between all of %d units on %s, whose distances are from %s to %s: it would change nothing; use another space, scale = unit-median beside it, or another inhibitor"
                                .formatted(Math.min(points.length, COSTLY_UNITS), settings.space(),
                                        Arrays.stream(distances).min().orElse(0),
                                        Arrays.stream(distances).max().orElse(0)));
    }

    private Problem problem(String what, Object... numbers) {
        return effective.problem(key, "%s cannot be used: %s; write other settings"
                .formatted(settings.space(), what.formatted(numbers)));
    }

    private static boolean finite(double[] numbers) {
        return Arrays.stream(numbers).allMatch(Double::isFinite);
    }
}
