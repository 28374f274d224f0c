package io.moduli.api.host;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.FundamentalDomain;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.WeightRole;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where the features of a task lie, in the unit square and on spaces; checked when the task is asked. */
public final class FeaturePlaces {

    /** Features lie nowhere. */
    public static final FeaturePlaces NONE = new FeaturePlaces(Map.of());

    private final Map<WeightRole, double[][]> places;

    private FeaturePlaces(Map<WeightRole, double[][]> places) {
        this.places = places;
    }

    /**
     * Asks a task.
     *
     * @param task an opened task
     * @return where its features lie
     * @throws IllegalArgumentException if it gives another number of places than it has features, or one outside of the square
     */
    public static FeaturePlaces of(OpenTask task) {
        Map<WeightRole, double[][]> places = new EnumMap<>(WeightRole.class);
        for (WeightRole role : new WeightRole[] {WeightRole.INPUT, WeightRole.INITIAL_STATE, WeightRole.READ_OUT}) {
            int features = features(task.shape(), role);
            if (features > 0) {
                task.places(role).ifPresent(of -> places.put(role, checked(of, features, role)));
            }
        }
        return places.isEmpty() ? NONE : new FeaturePlaces(places);
    }

    /** How many features a weight connects with units; 0 if there is no such weight. */
    private static int features(TaskShape shape, WeightRole role) {
        return switch (role) {
            case INPUT -> shape.input() instanceof Input.Dense(int features) ? features : 0;
            case INITIAL_STATE -> shape.initialState() instanceof InitialState.Projected(int features) ? features : 0;
            case READ_OUT -> shape.outputs();
            case RECURRENT, EMBEDDING -> 0;
        };
    }

    private static double[][] checked(double[][] places, int features, WeightRole role) {
        if (places.length != features) {
            throw new IllegalArgumentException("the task gives %d places for %d features (%s)".formatted(
                    places.length, features, role));
        }
        for (double[] place : places) {
            if (place.length != 2 || !Arrays.stream(place).allMatch(number -> number >= 0 && number <= 1)) {
                throw new IllegalArgumentException(
                        "the task places a feature (%s) at %s, not at two numbers from 0 to 1"
                                .formatted(role, Arrays.toString(place)));
            }
        }
        return places;
    }

    /**
     * The features as points of a space: the unit square, stretched over the space's fundamental domain.
     *
     * @param space that of the units that they are connected with
     * @param role the role of the weight that connects them
     * @return points that stay fixed; empty if the features lie nowhere or the space has no fundamental domain
     */
    public Optional<LayerGeometry> on(ModuliSpace space, WeightRole role) {
        Optional<FundamentalDomain> domain = space.fundamentalDomain();
        double[][] ofRole = places.get(role);
        if (ofRole == null || domain.isEmpty()) {
            return Optional.empty();
        }
        double[][] points = Arrays.stream(ofRole)
                .map(place -> new double[] {place[0] * domain.get().width(), place[1] * domain.get().height()})
                .toArray(double[][]::new);
        return Optional.of(new UnitPoints(space, DistanceScale.AS_IS, points));
    }
}
