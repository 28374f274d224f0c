package io.moduli.api.testkit;

import java.util.Arrays;

/**
 * The rules about what is far away: how far points can be from each other, and what distance and gradient are where a second
 * way to the same point becomes as short as the first.
 */
final class SpaceExtentRules {

    private static final int CLIMBS = 10;
    private static final int TRIES = 600;
    private static final int PATIENCE = 10;
    /** How much of the diameter two points must be found to have. */
    private static final double NEARLY = 0.98;
    /** How far a geodesic is followed, in units of the probe's scale. */
    private static final int REACH = 8;
    private static final int FOLLOWED = 12;
    private static final int BISECTIONS = 80;
    private static final double STEP = 1e-5;
    private static final double KINDNESS = 1e-3;

    private final SpaceProbe probe;
    private final Findings findings;

    private SpaceExtentRules(SpaceProbe probe, Findings findings) {
        this.probe = probe;
        this.findings = findings;
    }

    static void check(SpaceProbe probe, Findings findings) {
        SpaceExtentRules rules = new SpaceExtentRules(probe, findings);
        findings.examine("diameter", rules::diameter);
        findings.examine("cut locus", rules::cutLocus);
    }

    private void diameter() {
        double diameter = probe.space().diameter();
        double[][] farthest = new double[2][];
        double maximum = 0;
        for (int climb = 0; climb < CLIMBS; climb++) {
            double[][] pair = climbed(probe.points()[2 * climb], probe.points()[2 * climb + 1]);
            farPair(pair[0], pair[1]);
            farPair(pair[1], pair[0]);
            double distance = probe.distance(pair[0], pair[1]);
            if (distance > maximum) {
                maximum = distance;
                farthest = pair;
            }
        }
        if (Double.isFinite(diameter)) {
            findings.require(
                    maximum >= NEARLY * diameter, "diameter",
                    "is said to be %s, but no two points are farther from each other than %s, with a distance of %s",
                    diameter, SpaceProbe.pair(farthest[0], farthest[1]), maximum);
        } else {
            double sampled = 0;
            for (double[] point : probe.points()) {
                sampled = Math.max(sampled, probe.distance(probe.points()[0], point));
            }
            findings.require(
                    maximum >= 2 * sampled, "diameter",
                    "is said to be infinite, but no two points are farther from each other than %s, with a distance of %s",
                    SpaceProbe.pair(farthest[0], farthest[1]), maximum);
        }
    }

    /** Moves two points apart as far as they go; in a space without end, a few times their distance. */
    private double[][] climbed(double[] one, double[] other) {
        double[] a = one;
        double[] b = other;
        double enough = Double.isInfinite(probe.space().diameter()) ? 4 * probe.scale() + 3 * probe.distance(a, b)
                : Double.POSITIVE_INFINITY;
        double step = probe.scale() / 2;
        int failures = 0;
        for (int attempt = 0; attempt < TRIES && probe.distance(a, b) < enough; attempt++) {
            double[] gradient = probe.gradient(a, b);
            boolean random = failures > 0 || SpaceProbe.norm(gradient) == 0;
            double[] tangent = random ? probe.tangent(a) : gradient;
            double sign = random && probe.random().nextBoolean() ? -1 : 1;
            double[] moved = probe.moved(a, tangent, sign * step);
            if (probe.distance(moved, b) > probe.distance(a, b)) {
                a = moved;
                failures = 0;
            } else if (++failures == PATIENCE) {
                step /= 2;
                failures = 0;
            }
            double[] swapped = a;
            a = b;
            b = swapped;
        }
        return new double[][] {a, b};
    }

    /** Follows geodesics to where they are no longer the shortest way, to the last bit, and looks at the points around it. */
    private void cutLocus() {
        for (int number = 0; number < FOLLOWED; number++) {
            double[] a = probe.points()[number];
            double[] tangent = probe.tangent(a);
            double reached = 0;
            double left = 0;
            for (double length = probe.scale() / 4; length < REACH * probe.scale()
                    && left == 0; length += probe.scale() / 4) {
                if (isShortest(a, tangent, length)) {
                    reached = length;
                } else {
                    left = length;
                }
            }
            if (reached > 0 && left > 0) {
                for (int bisection = 0; bisection < BISECTIONS; bisection++) {
                    double middle = reached + (left - reached) / 2;
                    if (isShortest(a, tangent, middle)) {
                        reached = middle;
                    } else {
                        left = middle;
                    }
                }
                around(a, tangent, reached);
            }
        }
    }

    /** Whether the gradient at the beginning of a geodesic says that it leads straight away from its end. */
    private boolean isShortest(double[] a, double[] tangent, double length) {
        double[] gradient = probe.gradient(a, probe.moved(a, tangent, length));
        return Math.abs(SpaceProbe.dot(gradient, tangent) + 1) < SpaceTangentRules.TOLERANCE;
    }

    private void around(double[] a, double[] tangent, double length) {
        double near = length;
        boolean stopped = probe.space().hasBoundary()
                && probe.distance(a, probe.moved(a, tangent, length)) < (1 - SpaceTangentRules.TOLERANCE) * length;
        if (stopped) {
            // The geodesic ended on the boundary before that.
            return;
        }
        for (int ulps = -2; ulps <= 4; ulps++) {
            double[] c = probe.moved(a, tangent, length + ulps * Math.ulp(length));
            double distance = probe.distance(a, c);
            findings.require(
                    Math.abs(distance - near) <= SpaceTangentRules.TOLERANCE * probe.scale(), "cut locus",
                    "along a geodesic the distance jumps from %s to %s, between %s", near, distance,
                    SpaceProbe.pair(a, c));
            farPair(a, c);
            farPair(c, a);
        }
    }

    /** What is true of two points even where there is more than one shortest way between them. */
    private void farPair(double[] a, double[] b) {
        SpaceMetricRules.pair(probe, a, b, findings);
        double[] gradient = probe.gradient(a, b);
        double norm = SpaceProbe.norm(gradient);
        findings.require(
                norm <= 1 + SpaceTangentRules.TOLERANCE, "cut locus",
                "the gradient between %s is %s, but must be finite and no longer than 1", SpaceProbe.pair(a, b),
                Arrays.toString(gradient));
        double step = STEP * probe.scale();
        double fallen = (probe.distance(a, b) - probe.distance(probe.moved(a, gradient, -step), b)) / step;
        findings.require(
                Math.abs(fallen - norm * norm) <= KINDNESS, "cut locus",
                "the gradient between %s is %s, but a short move against it changes the distance by %s of its length",
                SpaceProbe.pair(a, b), Arrays.toString(gradient), fallen / norm);
    }
}
