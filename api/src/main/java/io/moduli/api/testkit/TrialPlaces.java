package io.moduli.api.testkit;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A small weight between units that all lie somewhere, to try components on.
 *
 * @param shape the weight's shape
 * @param rows where the units of its rows lie
 * @param columns where those of its columns lie; the same object for a recurrent weight
 */
record TrialPlaces(WeightShape shape, UnitPoints rows, UnitPoints columns) {

    /** Small, but too wide for one vector and no multiple of any vector's lanes. */
    static WeightShape shape(WeightRole role) {
        int units = 19;
        int gates = role == WeightRole.INPUT || role == WeightRole.RECURRENT ? 2 : 1;
        int columns = role == WeightRole.RECURRENT ? units : 21;
        return new WeightShape("weight", role, 0, gates, units, columns);
    }

    /** Draws the units' points; the same ones for the same seed. */
    static TrialPlaces of(WeightShape shape, long seed) {
        UnitPoints rows = points(shape.units(), seed);
        UnitPoints columns = shape.role() == WeightRole.RECURRENT ? rows : points(shape.columns(), seed + 1);
        return new TrialPlaces(shape, rows, columns);
    }

    private static UnitPoints points(int units, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PlaneSpace space = new PlaneSpace();
        double[][] points = new double[units][space.coordinates()];
        for (double[] point : points) {
            space.sample(random, point);
        }
        return new UnitPoints(space, DistanceScale.AS_IS, points);
    }

    /** The weight with both geometries. */
    PlacedWeight weight() {
        return new PlacedWeight(shape, Optional.of(rows), Optional.of(columns));
    }
}
