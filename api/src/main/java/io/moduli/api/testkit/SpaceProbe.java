package io.moduli.api.testkit;

import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A space with some points to try its promises on.
 *
 * @param space the space
 * @param points [count][coordinates]
 * @param scale the median distance of two of the points, the yardstick for steps and tolerances
 * @param random for choices among the points
 */
record SpaceProbe(ModuliSpace space, double[][] points, double scale, RandomGenerator random) {

    static SpaceProbe of(ModuliSpace space, double[][] points, RandomGenerator random) {
        double[] distances = new double[points.length * (points.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                // A negative distance is reported by its own rule; here it must not hide the others.
                distances[count++] = Math.abs(space.distance(points[i], points[j]));
            }
        }
        Arrays.sort(distances);
        return new SpaceProbe(space, points, distances[count / 2], random);
    }

    /** A point drawn from the space, what it did not write being NaN. */
    static double[] sample(ModuliSpace space, RandomGenerator random) {
        double[] point = new double[space.coordinates()];
        Arrays.fill(point, Double.NaN);
        space.sample(random, point);
        return point;
    }

    double distance(double[] a, double[] b) {
        return space.distance(a, b);
    }

    /** The gradient of the distance, what was not written being NaN. */
    double[] gradient(double[] a, double[] b) {
        double[] gradient = new double[space.coordinates()];
        Arrays.fill(gradient, Double.NaN);
        space.gradient(a, b, gradient);
        return gradient;
    }

    /** Where a point comes to by a multiple of a tangent; the point itself stays. */
    double[] moved(double[] point, double[] tangent, double length) {
        double[] moved = point.clone();
        double[] step = tangent.clone();
        for (int k = 0; k < step.length; k++) {
            step[k] *= length;
        }
        space.move(moved, step);
        return moved;
    }

    /** One of the points. */
    double[] any() {
        return points[random.nextInt(points.length)];
    }

    /** A tangent at a point, in the direction away from some other point. */
    double[] tangent(double[] point) {
        return gradient(point, any());
    }

    /**
     * Points that have wandered far by many moves towards and away from the others. A walk along geodesics forgets where
     * it began, so its end does not depend on how points are sampled.
     *
     * <p>In a space without end it turns back where it is farther from a point than points are from each other: where the
     * volume of balls grows exponentially, it would otherwise run away until no coordinates can tell places apart.
     */
    double[][] wandered(int count, int moves) {
        double[][] ends = new double[count][];
        for (int walk = 0; walk < count; walk++) {
            double[] point = points[walk % points.length].clone();
            for (int move = 0; move < moves; move++) {
                double[] other = any();
                double away = Double.isInfinite(space.diameter()) && distance(point, other) > scale ? 0 : 3;
                point = moved(point, gradient(point, other), scale * random.nextDouble(-3, away));
            }
            ends[walk] = point;
        }
        return ends;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    static boolean finite(double[] vector) {
        return Arrays.stream(vector).allMatch(Double::isFinite);
    }

    /** A pair of points for messages. */
    static String pair(double[] a, double[] b) {
        return "%s and %s".formatted(Arrays.toString(a), Arrays.toString(b));
    }
}
