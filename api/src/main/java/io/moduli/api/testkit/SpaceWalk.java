package io.moduli.api.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A random walk along geodesics in directions without preference. Since the geodesic flow keeps volume (Liouville's theorem),
 * points that are uniform by volume stay so, and any others come nearer to it with each step. Where there is a boundary, a
 * step that does not go as far as it should is not made, from either of its ends.
 *
 * @param probe the space and points that say directions
 * @param dimension of the space's tangents
 */
record SpaceWalk(SpaceProbe probe, int dimension) {

    private static final int STEPS = 3;
    private static final double SHORTEST = 0.2;
    private static final double LONGEST = 1.2;
    /** Of a unit vector, what must be left beside earlier ones for it to be a direction of its own. */
    private static final double OWN = 1e-6;
    private static final int TRIES = 40;

    static SpaceWalk on(SpaceProbe probe) {
        int dimension = 0;
        for (double[] point : probe.points()) {
            dimension = Math.max(dimension, directions(probe, point, probe.space().coordinates()).size());
        }
        return new SpaceWalk(probe, dimension);
    }

    /** Where a walk from a point ends. */
    double[] from(double[] start) {
        double[] point = start;
        for (int step = 0; step < STEPS; step++) {
            double length = probe.scale() * probe.random().nextDouble(SHORTEST, LONGEST);
            double[] end = probe.moved(point, direction(point), length);
            boolean stopped = probe.space().hasBoundary()
                    && probe.distance(point, end) < (1 - SpaceTangentRules.TOLERANCE) * length;
            point = stopped ? point : end;
        }
        return point;
    }

    private double[] direction(double[] point) {
        double[] sum = new double[point.length];
        for (double[] direction : directions(probe, point, dimension)) {
            double share = probe.random().nextGaussian();
            for (int k = 0; k < sum.length; k++) {
                sum[k] += share * direction[k];
            }
        }
        double norm = SpaceProbe.norm(sum);
        for (int k = 0; k < sum.length; k++) {
            sum[k] /= norm;
        }
        return sum;
    }

    /** Orthonormal tangents at a point, as many as there are or as are asked for. */
    private static List<double[]> directions(SpaceProbe probe, double[] point, int wanted) {
        List<double[]> found = new ArrayList<>();
        for (int attempt = 0; attempt < TRIES && found.size() < wanted; attempt++) {
            double[] tangent = probe.tangent(point);
            double rest = leave(tangent, found);
            if (rest > OWN) {
                // Once more, since of a small rest the first time leaves a share of rounding.
                leave(tangent, found);
                found.add(tangent);
            }
        }
        return found;
    }

    /** Makes a tangent orthogonal to others and of length 1; the length that it had before that is told. */
    private static double leave(double[] tangent, List<double[]> others) {
        for (double[] other : others) {
            double share = SpaceProbe.dot(tangent, other);
            for (int k = 0; k < tangent.length; k++) {
                tangent[k] -= share * other[k];
            }
        }
        double rest = SpaceProbe.norm(tangent);
        for (int k = 0; k < tangent.length; k++) {
            tangent[k] /= rest;
        }
        return rest;
    }
}
