package io.moduli.api.testkit;

import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The rules about drawing points. */
final class SpaceSampleRules {

    private static final int SAMPLES = 40_000;
    private static final int CENTRES = 24;
    private static final int MOVES = 40;
    /** The share of all samples that a ball receives. */
    private static final double SHARE = 0.05;
    /** The samples by which the balls are measured. */
    private static final int MEASURED = 1_000;
    /** The mean of the statistic is at most the number of balls; this is six standard deviations above. */
    private static final double BOUND = CENTRES + 6 * Math.sqrt(2.0 * CENTRES);

    private SpaceSampleRules() {}

    /** The rule {@code sample}. */
    static void points(ModuliSpace space, long seed, Findings findings) {
        findings.require(space.coordinates() >= 1, "sample", "points have %d coordinates", space.coordinates());
        SplittableRandom one = new SplittableRandom(seed);
        SplittableRandom same = new SplittableRandom(seed);
        for (int draw = 0; draw < 100; draw++) {
            double[] point = SpaceProbe.sample(space, one);
            double[] again = SpaceProbe.sample(space, same);
            findings.require(SpaceProbe.finite(point), "sample", "drew %s", Arrays.toString(point));
            findings.require(
                    Arrays.equals(point, again), "sample", "one seed gave %s", SpaceProbe.pair(point, again));
        }
    }

    /**
     * The rule {@code uniform}: steps of a {@link SpaceWalk} leave points that are uniform by volume as they are and smooth
     * out all others, so balls around some centres must receive as many samples before as after, up to chance. The centres come
     * from long walks, which do not inherit a bias of the samples.
     */
    static void uniform(SpaceProbe probe, Findings findings) {
        double[][] centres = probe.wandered(CENTRES, MOVES);
        SpaceWalk walk = SpaceWalk.on(probe);
        double[][] before = new double[SAMPLES][];
        double[][] after = new double[SAMPLES][];
        for (int sample = 0; sample < SAMPLES; sample++) {
            before[sample] = SpaceProbe.sample(probe.space(), probe.random());
            after[sample] = walk.from(SpaceProbe.sample(probe.space(), probe.random()));
        }
        double radius = radius(probe, centres, after);
        double statistic = 0;
        int[] drawn = new int[CENTRES];
        int[] walked = new int[CENTRES];
        for (int centre = 0; centre < CENTRES; centre++) {
            drawn[centre] = within(probe, centres[centre], radius, before);
            walked[centre] = within(probe, centres[centre], radius, after);
            double sum = drawn[centre] + walked[centre];
            statistic += sum > 0 ? Math.pow(drawn[centre] - walked[centre], 2) / sum : 0;
        }
        findings.require(
                statistic <= BOUND, "uniform",
                "of %d samples, balls of the radius %s received %s, but after walks that change nothing about points uniform by volume %s",
                SAMPLES, radius, Arrays.toString(drawn), Arrays.toString(walked));
    }

    private static double radius(SpaceProbe probe, double[][] centres, double[][] points) {
        double[] distances = new double[CENTRES * MEASURED];
        for (int centre = 0; centre < CENTRES; centre++) {
            for (int point = 0; point < MEASURED; point++) {
                distances[centre * MEASURED + point] = probe.distance(centres[centre], points[point]);
            }
        }
        Arrays.sort(distances);
        return distances[(int) (SHARE * distances.length)];
    }

    private static int within(SpaceProbe probe, double[] centre, double radius, double[][] points) {
        int count = 0;
        for (double[] point : points) {
            count += probe.distance(centre, point) < radius ? 1 : 0;
        }
        return count;
    }
}
