package io.moduli.api.testkit;

import io.moduli.api.geometry.ModuliSpace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What a {@link ModuliSpace} promises. The rules:
 *
 * <ul>
 *   <li>{@code sample}: points have all their coordinates, finite, the same for the same seed, and do not coincide
 *   <li>{@code identity}, {@code symmetry}, {@code bounds}, {@code triangle}: the distance is a metric between 0 and the
 *       diameter
 *   <li>{@code distances}: many at once are the same as one by one
 *   <li>{@code arguments}: nothing but what is documented to change is changed
 *   <li>{@code concurrency}: several threads at once get the same answers as one
 *   <li>{@code diameter}: some points are as far from each other as it says
 *   <li>{@code cut locus}: where a second way between two points becomes as short as the first, and at the farthest points,
 *       the distance is as good as elsewhere, and the gradient finite, no longer than 1 and right on the way back
 *   <li>{@code gradient components}, {@code gradient norm}, {@code gradient at coincidence}, {@code gradient}: every
 *       component is written, the norm is 1, it is 0 at coincidence, and the distance changes along a move as it says
 *   <li>{@code move}, {@code move length}, {@code move arrives}: a move by 0 stays, a short one goes as far as its
 *       tangent is long, and one against the gradient by the distance arrives; after many moves all of this still holds
 *   <li>{@code uniform}: samples are uniform by volume, if the space says so
 *   <li>{@code embedding}: finite, of one length, a function of the point; points that are apart are not embedded at one place,
 *       and most of those that are near stay near
 *   <li>{@code fundamental domain}: points lie in the rectangle, and opposite points of glued edges are one
 * </ul>
 *
 * <p>In a space that {@linkplain ModuliSpace#hasBoundary() has a boundary} a move may end early, but never towards another of the
 * points, and rarely where points are drawn.
 *
 * <p>Tangents are taken from gradients, the only ones that are known without knowing the space.
 */
public final class ModuliSpaceContract {

    private static final int POINTS = 24;
    private static final int MOVES = 60;

    private ModuliSpaceContract() {}

    /** Looks for violations; none means that the space passes. The same seed looks at the same points. */
    public static List<Violation> check(ModuliSpace space, long seed) {
        Findings findings = new Findings(space);
        RandomGenerator random = new SplittableRandom(seed);
        findings.examine("sample", () -> SpaceSampleRules.points(space, seed, findings));
        if (!findings.violations().isEmpty()) {
            // Nothing sensible can be said about a space whose points are not points.
            return findings.violations();
        }
        double[][] points = new double[POINTS][];
        for (int k = 0; k < POINTS; k++) {
            points[k] = SpaceProbe.sample(space, random);
        }
        SpaceProbe probe = SpaceProbe.of(space, points, random);
        findings.require(
                probe.scale() > 0 && Double.isFinite(probe.scale()), "sample",
                "the median distance of %d points is %s: they coincide, or are too far apart or no points",
                POINTS, probe.scale());
        if (findings.violations().isEmpty()) {
            examine(probe, findings);
        }
        return findings.violations();
    }

    private static void examine(SpaceProbe probe, Findings findings) {
        SpaceMetricRules.check(probe, findings);
        SpaceTangentRules.check(probe, true, findings);
        SpaceUseRules.check(probe, findings);
        SpaceDomainRules.check(probe, findings);
        if (findings.violations().isEmpty()) {
            SpaceExtentRules.check(probe, findings);
        }
        findings.examine("move", () -> {
            SpaceProbe wandered = SpaceProbe.of(probe.space(), probe.wandered(POINTS, MOVES), probe.random());
            SpaceMetricRules.check(wandered, findings);
            SpaceTangentRules.check(wandered, false, findings);
        });
        if (probe.space().uniform()) {
            findings.examine("uniform", () -> SpaceSampleRules.uniform(probe, findings));
        }
    }
}
