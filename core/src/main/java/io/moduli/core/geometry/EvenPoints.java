package io.moduli.core.geometry;

import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Points that are spread evenly over a space, using only samples and distances: the farthest-first traversal of a
 * sample (T. F. Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985).
 *
 * <p>The first point is the first of the sample; each following one is the point of the sample that is farthest from
 * all chosen before. So no two points are nearer to each other than the farthest point of the sample is to the nearest
 * of them: there are neither clumps nor holes. If a space is infinite, the sample decides what is covered, including
 * its rim.
 */
final class EvenPoints {

    /** How many points are drawn for each one that is chosen. */
    private static final int CANDIDATES = 16;

    private EvenPoints() {}

    /**
     * Chooses points.
     *
     * @param count how many, 1 or more; the time grows with its square
     * @return [count][coordinates]
     */
    static double[][] on(ModuliSpace space, int count, RandomGenerator random) {
        double[][] sample = drawn(space, Math.multiplyExact(count, CANDIDATES), random);
        int[] everyone = IntStream.range(0, sample.length).toArray();
        double[] toNearest = new double[sample.length];
        Arrays.fill(toNearest, Double.POSITIVE_INFINITY);
        double[] distances = new double[sample.length];
        double[][] chosen = new double[count][];
        int next = 0;
        for (int number = 0; number < count; number++) {
            chosen[number] = sample[next];
            space.distances(sample, next, everyone, distances);
            int farthest = 0;
            for (int candidate = 0; candidate < sample.length; candidate++) {
                toNearest[candidate] = Math.min(toNearest[candidate], distances[candidate]);
                if (toNearest[candidate] > toNearest[farthest]) {
                    farthest = candidate;
                }
            }
            next = farthest;
        }
        return chosen;
    }

    /** Points drawn one after the other. */
    static double[][] drawn(ModuliSpace space, int count, RandomGenerator random) {
        double[][] points = new double[count][space.coordinates()];
        for (double[] point : points) {
            space.sample(random, point);
        }
        return points;
    }
}
