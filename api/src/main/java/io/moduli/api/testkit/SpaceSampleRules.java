package io.moduli.api.testkit;

import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The rules about drawing points. */
final class SpaceSampleRules {

    private static final int SAMPLES = 12_000;
    private static final int CENTRES = 12;
    private static final int MOVES = 40;
    /** The share of all samples that a ball should receive. */
    private static final double SHARE = 0.02;
    /** What curvature may do to the volume of a ball of that size. */
    private static final double UNEVENNESS = 0.05;
    /** The mean of the statistic is at most the number of balls; this is five standard deviations above. */
    private static final double BOUND = CENTRES + 5 * Math.sqrt(2.0 * CENTRES);

    private SpaceSampleRules() {}

    /** The rule {@code sample}. */
    static void points(ModuliSpace space, long seed, Findings findings) {
        findings.require(space.coordinates() >= 1, "sample", "points have %d coordinates", space.coordinates());
        SplittableRandom one = new SplittableRandom(seed);
        SplittableRandom same = new SplittableRandom(seed);
        for (int draw = 0; draw < 100; draw++) {
            double[] point = SpaceProbe.sample(space, one);
            findings.require(SpaceProbe.finite(point), "sample", "drew %s", Arrays.toString(point));
            findings.require(
                    Arrays.equals(point, SpaceProbe.sample(space, same)), "sample",
                    "one seed gave two different points");
        }
    }

    /**
     * The rule {@code uniform}: balls of one radius around some centres have the same volume, so they should receive the
     * same number of samples, up to chance. The centres come from long walks, which do not inherit a bias of the samples.
     */
    static void uniform(SpaceProbe probe, Findings findings) {
        double[][] centres = probe.wandered(CENTRES, MOVES);
        double[][] distances = new double[CENTRES][SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            double[] point = SpaceProbe.sample(probe.space(), probe.random());
            for (int centre = 0; centre < CENTRES; centre++) {
                distances[centre][sample] = probe.distance(centres[centre], point);
            }
        }
        double[] all = Arrays.stream(distances).flatMapToDouble(Arrays::stream).sorted().toArray();
        double radius = all[(int) (SHARE * all.length)];
        double expected = SHARE * SAMPLES;
        double variance = expected * (1 - SHARE) + Math.pow(UNEVENNESS * expected, 2);
        double statistic = 0;
        long[] counts = new long[CENTRES];
        for (int centre = 0; centre < CENTRES; centre++) {
            counts[centre] = Arrays.stream(distances[centre]).filter(distance -> distance < radius).count();
            statistic += Math.pow(counts[centre] - expected, 2) / variance;
        }
        findings.require(
                statistic <= BOUND, "uniform", "of %d samples, balls of the radius %s received %s", SAMPLES, radius,
                Arrays.toString(counts));
    }
}
